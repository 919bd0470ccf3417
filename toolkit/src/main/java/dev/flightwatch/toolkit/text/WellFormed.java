package dev.flightwatch.toolkit.text;

/** A check for texts that every database and every encoding can represent. */
public final class WellFormed {
  private WellFormed() {}

  /** Returns whether the text has neither NUL characters nor unpaired surrogates. */
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0
          || Character.isSurrogate(c)
              && !Character.isSupplementaryCodePoint(text.codePointAt(i++))) {
        return false;
      }
    }
    return true;
  }
}
