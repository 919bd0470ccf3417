package dev.flightwatch.toolkit.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** The syntax of host names in settings. */
final class HostNames {
  private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";

  /** The last label is not a number, so that no part of an IP address is a name. */
  private static final Pattern FORM =
      Pattern.compile("(?=.{1,253}$)(" + LABEL + "\\.)*(?![0-9]+$)" + LABEL);

  private HostNames() {}

  static boolean isName(String text) {
    return FORM.matcher(text).matches();
  }

  /** Returns a name in lower case, without the dot of the root at its end. */
  static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
