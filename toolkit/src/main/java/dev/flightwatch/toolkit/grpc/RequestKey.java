package dev.flightwatch.toolkit.grpc;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What names a request, so that a repeat is known. With either id empty it names nothing.
 *
 * @param rpc the method, such as {@code CheckUser}
 * @param clientId who asks
 * @param messageId which of that client's requests it is
 * @param subject what it is about, so that a client that reuses its ids is not answered for
 *     somebody else
 */
public record RequestKey(String rpc, String clientId, String messageId, String subject) {
  public RequestKey {
    requireNonNull(rpc);
    requireNonNull(clientId);
    requireNonNull(messageId);
    requireNonNull(subject);
  }

  boolean namesRequest() {
    return !clientId.isEmpty() && !messageId.isEmpty();
  }

  /** A short key in which no two requests meet, and nobody's address can be read. */
  String stored() {
    MessageDigest digest = sha256();
    add(digest, clientId);
    add(digest, messageId);
    add(digest, subject);
    return rpc + ":" + HexFormat.of().formatHex(digest.digest());
  }

  /** With its length before it, so that no two lists of parts are the same bytes. */
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

  /** Without the ids and the subject, which a log must not hold. */
  @Override
  public String toString() {
    return "RequestKey[" + rpc + "]";
  }
}
