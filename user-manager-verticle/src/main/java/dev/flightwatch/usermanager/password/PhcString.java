package dev.flightwatch.usermanager.password;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stored Argon2id hash with its parameters: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$digest}.
 * Salt and digest are in base64 without padding.
 *
 * @see <a href="https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md">PHC string
 *     format</a>
 */
record PhcString(Argon2Cost cost, byte[] salt, byte[] digest) {
  private static final String HEAD = "$argon2id$v=19$m=%d,t=%d,p=1$";
  private static final Pattern FORM =
      Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,4}),p=1\\$([^$]+)\\$([^$]+)");

  /**
   * Parses a string that {@link #text} has made.
   *
   * @throws IllegalArgumentException when the text is another one
   */
  static PhcString parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("A stored hash is not an Argon2id string with one lane");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    return new PhcString(
        new Argon2Cost(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))),
        base64.decode(form.group(3)),
        base64.decode(form.group(4)));
  }

  String text() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return HEAD.formatted(cost.memoryKib(), cost.passes())
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(digest);
  }

  /** Omits salt and digest, which must not be logged. */
  @Override
  public String toString() {
    return "PhcString[" + cost + "]";
  }
}
