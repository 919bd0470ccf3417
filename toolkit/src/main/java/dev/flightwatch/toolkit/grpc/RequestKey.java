package dev.flightwatch.toolkit.grpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies a request, so that a repeat is recognized. A key with an empty id identifies none.
 *
 * @param rpc the method, such as {@code CheckUser}
 * @param clientId the client that sent the request
 * @param messageId the client's id of the request
 * @param subject what the request is about, so that a client that reuses its ids does not get the
 *     response about another subject
 */
public record RequestKey(String rpc, String clientId, String messageId, String subject) {
  /** Returns a short key, unique to the request, from which the subject cannot be read. */
  String stored() {
    MessageDigest parts = sha256();
    add(parts, clientId);
    add(parts, messageId);
    add(parts, subject);
    return rpc + ":" + HexFormat.of().formatHex(parts.digest());
  }

  /** Adds a part after its length, so that no two lists of parts give the same bytes. */
  private static void add(MessageDigest parts, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    parts.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    parts.update(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
