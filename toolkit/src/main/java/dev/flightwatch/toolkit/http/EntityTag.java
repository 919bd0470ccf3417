package dev.flightwatch.toolkit.http;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** What names a body's bytes in {@code ETag} (RFC 9110, 8.8.3). */
final class EntityTag {
  private static final int BYTES = 16;

  private EntityTag() {}

  /** A strong tag of some bytes; its characters between the quotes are those of base64url. */
  static String of(Buffer bytes) {
    byte[] digest = sha256().digest(bytes.getBytes());
    return '"'
        + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES))
        + '"';
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
