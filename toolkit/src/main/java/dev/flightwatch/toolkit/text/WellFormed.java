package dev.flightwatch.toolkit.text;

/** Whether a text can be stored and sent anywhere: no NUL, and no half of a surrogate pair. */
public final class WellFormed {
  private WellFormed() {}

  /** True when every database and every encoding can hold the text. */
  public static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
