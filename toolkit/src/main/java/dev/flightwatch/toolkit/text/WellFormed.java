package dev.flightwatch.toolkit.text;

/** Whether a text can be stored and sent anywhere: no NUL, and no half of a surrogate pair. */
public final class WellFormed {
  private WellFormed() {}

  /** True when every database and every encoding can hold the text. */
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c) && !Character.isSurrogatePair(c, next(text, ++i))) {
        return false;
      }
    }
    return true;
  }

  private static char next(String text, int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }
}
