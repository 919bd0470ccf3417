package dev.flightwatch.toolkit.grpc;

import static java.util.Objects.requireNonNull;

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
  public RequestKey {
    requireNonNull(rpc);
    requireNonNull(clientId);
    requireNonNull(messageId);
    requireNonNull(subject);
  }

  boolean identifiesRequest() {
    return !clientId.isEmpty() && !messageId.isEmpty();
  }

  /** Returns a short key, unique to the request, from which the subject cannot be read. */
  String stored() {
    MessageDigest digest = sha256();
    add(digest, clientId);
    add(digest, messageId);
    add(digest, subject);
    return rpc + ":" + HexFormat.of().formatHex(digest.digest());
  }

  /** Adds a part after its length, so that no two lists of parts give the same bytes. */
  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(
        ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes).array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Omits the ids and the subject, which must not be logged. */
  @Override
  public String toString() {
    return "RequestKey[" + rpc + "]";
  }
}
