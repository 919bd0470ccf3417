package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.WellFormed;

/** Which texts are valid passwords. Lengths are in Unicode code points. */
public final class Passwords {
  private static final int MIN_LENGTH = 8;
  private static final int MAX_LENGTH = 1024;

  private Passwords() {}

  /** Returns whether a user can register with this password. */
  public static boolean isAcceptable(String text) {
    return isPossible(text) && text.codePointCount(0, text.length()) >= MIN_LENGTH;
  }

  /** Returns whether this can be the password of a user, whatever its minimum length was then. */
  public static boolean isPossible(String text) {
    return text != null
        && !text.isEmpty()
        && text.codePointCount(0, text.length()) <= MAX_LENGTH
        && WellFormed.isWellFormed(text);
  }
}
