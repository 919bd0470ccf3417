package dev.flightwatch.usermanager.accounts;

import dev.flightwatch.toolkit.auth.TokenHash;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A new token of 256 random bits. Its holder gets it once; only its hash is stored.
 *
 * @param value the prefix of the kind, and 43 characters in base64url
 */
record SecretToken(String value) {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  static SecretToken ofSession() {
    return withPrefix("fws_");
  }

  static SecretToken personal() {
    return withPrefix("fwp_");
  }

  private static SecretToken withPrefix(String prefix) {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    return new SecretToken(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  TokenHash hash() {
    return TokenHash.of(value);
  }

  /** Omits the token, which must not be logged. */
  @Override
  public String toString() {
    return "SecretToken[" + value.substring(0, 4) + "***]";
  }
}
