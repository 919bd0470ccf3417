package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.limit.ClientNetwork;
import dev.flightwatch.toolkit.text.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * One try of a password. It counts for the address together with the client's network, and for the
 * network alone, and likewise for the wider network around that of an IPv6 client.
 *
 * @param addressKey SHA-256 of address and network, in hexadecimal
 * @param networkKey SHA-256 of the network, in hexadecimal
 * @param keyToLimit both and the keys of the wider network, with the maximum of their tries
 * @param at when the password is tried
 */
public record PasswordTry(
    String addressKey, String networkKey, Map<String, Integer> keyToLimit, Instant at) {
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
    ClientNetwork client = new ClientNetwork(network);
    Map<String, Integer> keyToLimit = new HashMap<>();
    client
        .keyToLimit(PER_ADDRESS)
        .forEach((part, limit) -> keyToLimit.put(addressKey(email, part), limit));
    client
        .keyToLimit(PER_NETWORK)
        .forEach((part, limit) -> keyToLimit.put(networkKey(part), limit));
    return new PasswordTry(
        addressKey(email, network), networkKey(network), Map.copyOf(keyToLimit), at);
  }

  private static String addressKey(EmailAddress email, String network) {
    return sha256("address\n" + network + "\n" + email.value());
  }

  private static String networkKey(String network) {
    return sha256("network\n" + network);
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
}
