package dev.flightwatch.toolkit.text;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address as it is stored and compared: trimmed, lower-cased, one {@code @} with
 * something before and after it, at most 255 characters, and none of them a space or a control
 * character. Whether somebody reads mail there is not asked.
 *
 * @param value the normalised address
 */
public record EmailAddress(String value) {
  public static final int MAX_LENGTH = 255;
  private static final Pattern FORM = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

  public EmailAddress {
    if (!isNormalised(value)) {
      throw new IllegalArgumentException("not a normalised e-mail address");
    }
  }

  /** The address in a caller's text; empty when the text is none. */
  public static Optional<EmailAddress> parse(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String normalised = text.strip().toLowerCase(Locale.ROOT);
    return isNormalised(normalised) ? Optional.of(new EmailAddress(normalised)) : Optional.empty();
  }

  private static boolean isNormalised(String text) {
    return text != null
        && text.length() <= MAX_LENGTH
        && FORM.matcher(text).matches()
        && WellFormed.isWellFormed(text);
  }

  /** The address as a log may hold it: {@code s***@unict.it}. */
  public String masked() {
    return mask(value);
  }

  /** Masks any text that should have been an address. */
  public static String mask(String text) {
    if (text == null) {
      return "***";
    }
    int at = text.lastIndexOf('@');
    return at < 1
        ? "***"
        : text.substring(0, text.offsetByCodePoints(0, 1)) + "***" + text.substring(at);
  }

  /** Masked, so that an address which slips into a message does no harm. */
  @Override
  public String toString() {
    return masked();
  }
}
