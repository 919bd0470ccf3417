package dev.flightwatch.toolkit.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a token. It is enough to find a token of 256 random bits, and cannot be used as
 * one, so it is what is stored, cached and sent.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
public record TokenHash(String hex) {
  private static final int BYTES = 32;

  public TokenHash {
    if (HexFormat.of().parseHex(hex).length != BYTES) {
      throw new IllegalArgumentException("a SHA-256 has " + BYTES + " bytes");
    }
  }

  /** Returns the hash of a token. */
  public static TokenHash of(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return of(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns a hash that was received or stored as 32 bytes. */
  public static TokenHash of(byte[] sha256) {
    return new TokenHash(HexFormat.of().formatHex(sha256));
  }

  /** Returns the 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** Returns the first digits, which identify the token in a log only to its holder. */
  @Override
  public String toString() {
    return hex.substring(0, 8);
  }
}
