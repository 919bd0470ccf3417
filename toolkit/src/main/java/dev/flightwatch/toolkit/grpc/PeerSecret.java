package dev.flightwatch.toolkit.grpc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secret that services with gRPC APIs share. A caller sends it as {@code authorization: Bearer
 * SECRET}. During a rotation there are two: the first is sent, both are accepted.
 */
public final class PeerSecret {
  static final String HEADER = "authorization";

  private static final Pattern VALUE = Pattern.compile("[!-~&&[^,]]{16,256}");

  private final String authorization;
  private final List<byte[]> accepted;

  private PeerSecret(List<String> authorizations) {
    authorization = authorizations.get(0);
    accepted = authorizations.stream().map(PeerSecret::hash).toList();
  }

  /**
   * Parses one secret, or two with a comma between them.
   *
   * @throws IllegalArgumentException with the rule, without the text
   */
  public static PeerSecret parse(String text) {
    String[] values = text.split(",", -1);
    if (values.length > 2 || !Stream.of(values).allMatch(VALUE.asMatchPredicate())) {
      throw new IllegalArgumentException(
          "must be 16 to 256 printable ASCII characters without blanks and commas, or two such"
              + " secrets with a comma between them");
    }
    return new PeerSecret(Stream.of(values).map("Bearer "::concat).toList());
  }

  private static byte[] hash(String authorization) {
    return RequestKey.sha256().digest(authorization.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the value of the header that a caller sends. */
  String authorization() {
    return authorization;
  }

  /** Returns whether a caller's header has a secret, in a time that tells nothing about it. */
  boolean accepts(String callersAuthorization) {
    byte[] hash = hash(callersAuthorization);
    return accepted.stream().filter(known -> MessageDigest.isEqual(known, hash)).count() > 0;
  }
}
