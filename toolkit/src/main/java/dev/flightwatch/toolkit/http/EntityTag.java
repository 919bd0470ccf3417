package dev.flightwatch.toolkit.http;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Entity tags, the values of {@code ETag} (RFC 9110, 8.8.3). */
final class EntityTag {
  private static final int BYTES = 16;

  private EntityTag() {}

  /** Returns the strong tag of a body: a quoted hash in base64url. */
  static String of(Buffer bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
      byte[] start = Arrays.copyOf(digest, BYTES);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /**
   * Whether one of the values of {@code If-None-Match} contains a tag, by weak comparison (13.1.2).
   * A search of the text is enough, because the tags of this class contain no comma.
   */
  static boolean isIn(String tag, List<String> ifNoneMatch) {
    return ifNoneMatch.stream().anyMatch(value -> value.equals("*") || value.contains(tag));
  }
}
