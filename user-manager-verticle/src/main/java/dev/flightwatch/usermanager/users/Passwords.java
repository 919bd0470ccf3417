package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.WellFormed;

/** Which texts are taken for passwords. Lengths are in characters as people count them. */
final class Passwords {
  private static final int MIN_LENGTH = 8;
  private static final int MAX_LENGTH = 1024;

  private Passwords() {}

  /** Whether somebody may register with this password. */
  static boolean isAcceptable(String text) {
    return mayBeOne(text) && text.codePointCount(0, text.length()) >= MIN_LENGTH;
  }

  /** Whether it is worth comparing this with a password. */
  static boolean mayBeOne(String text) {
    return text != null
        && !text.isEmpty()
        && text.codePointCount(0, text.length()) <= MAX_LENGTH
        && WellFormed.isWellFormed(text);
  }
}
