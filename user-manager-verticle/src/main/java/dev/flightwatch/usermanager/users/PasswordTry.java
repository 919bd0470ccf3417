package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * One try of a password. It counts for the address together with the client's network, and for the
 * network alone.
 *
 * @param addressKey SHA-256 of address and network, in hexadecimal
 * @param networkKey SHA-256 of the network, in hexadecimal
 * @param at when the password is tried
 */
public record PasswordTry(String addressKey, String networkKey, Instant at) {
  /** Maximum number of tries of one address from one network. */
  public static final int PER_ADDRESS = 10;

  /** Maximum number of tries from one network. */
  public static final int PER_NETWORK = 100;

  /** The tries of a key are counted for this time from the first one. */
  public static final Duration WINDOW = Duration.ofMinutes(15);

  /**
   * Returns a try.
   *
   * @param network the client's network, as text
   */
  static PasswordTry of(EmailAddress email, String network, Instant at) {
    return new PasswordTry(
        sha256("address\n" + network + "\n" + email.value()), sha256("network\n" + network), at);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Returns when the keys reset, if this is their first try. */
  public Instant resetsAt() {
    return at.plus(WINDOW);
  }

  /** Returns the keys and the maximum of their tries. */
  public Map<String, Integer> keyToLimit() {
    return Map.of(addressKey, PER_ADDRESS, networkKey, PER_NETWORK);
  }
}
