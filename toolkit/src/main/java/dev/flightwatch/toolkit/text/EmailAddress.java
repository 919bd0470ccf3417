package dev.flightwatch.toolkit.text;

import dev.flightwatch.toolkit.error.ServiceException;
import java.util.Locale;
import java.util.Optional;

/**
 * A normalised e-mail address, as it is stored and compared: trimmed, in lower case, one {@code @}
 * with text on both sides, at most 255 characters, without spaces, control characters and other
 * invisible characters. Whether the mailbox exists is not checked.
 *
 * @param value the normalised address
 */
public record EmailAddress(String value) {
  public static final int MAX_LENGTH = 255;

  /** The rule that an invalid address breaks, as a message for the caller. */
  public static final String RULE = "must be an e-mail address of at most 255 characters";

  public EmailAddress {
    if (!isNormalised(value)) {
      throw new IllegalArgumentException("not a normalised e-mail address");
    }
  }

  /** Normalises a text from outside; empty when it is not an e-mail address. */
  public static Optional<EmailAddress> parse(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String normalised = text.strip().toLowerCase(Locale.ROOT);
    return isNormalised(normalised) ? Optional.of(new EmailAddress(normalised)) : Optional.empty();
  }

  /**
   * Parses a caller's text; fails with {@code INVALID} when it is no address.
   *
   * @param field name of the field in the error
   */
  public static EmailAddress require(String field, String text) {
    return parse(text).orElseThrow(() -> ServiceException.invalid(field, RULE));
  }

  private static boolean isNormalised(String text) {
    int at = text == null ? -1 : text.indexOf('@');
    return at > 0
        && at < text.length() - 1
        && at == text.lastIndexOf('@')
        && text.length() <= MAX_LENGTH
        && text.equals(text.toLowerCase(Locale.ROOT))
        && isVisible(text);
  }

  private static boolean isVisible(String text) {
    for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (c <= ' ' || c > '~' && isInvisible(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return Character.isISOControl(codePoint)
        || Character.isSpaceChar(codePoint)
        || type == Character.FORMAT
        || type == Character.SURROGATE;
  }

  /** Returns the address for a log: {@code s***@unict.it}. */
  public String masked() {
    return value.substring(0, value.offsetByCodePoints(0, 1))
        + "***"
        + value.substring(value.indexOf('@'));
  }

  /** Returns the masked form, so that no message contains the address by accident. */
  @Override
  public String toString() {
    return masked();
  }
}
