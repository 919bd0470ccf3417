package dev.flightwatch.datacollector.interests;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Whose interests a document holds.
 *
 * @param id the user's id, a UUID
 * @param derived true when the user manager is an older one that tells no id, and this one was
 *     derived from the address
 */
public record Follower(String id, boolean derived) {
  /** Any fixed UUID will do as the name space of RFC 9562's version 5; this one is ours. */
  private static final UUID NAME_SPACE = UUID.fromString("5d3f2c7e-8f0b-4e0c-9a55-0b6f6c1d9e21");

  public Follower {
    requireNonNull(id);
  }

  /** The owner that the user manager named. */
  public static Follower named(String id) {
    return new Follower(id, false);
  }

  /** The owner of an address whose user has no id that is known here. */
  public static Follower derivedFrom(EmailAddress email) {
    return new Follower(version5(NAME_SPACE, email.value()).toString(), true);
  }

  static UUID version5(UUID nameSpace, String name) {
    ByteBuffer bytes =
        ByteBuffer.wrap(
            sha1(
                ByteBuffer.allocate(16)
                    .putLong(nameSpace.getMostSignificantBits())
                    .putLong(nameSpace.getLeastSignificantBits())
                    .array(),
                name.getBytes(StandardCharsets.UTF_8)));
    long high = bytes.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x0000000000005000L;
    long low = bytes.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static byte[] sha1(byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(first);
      return digest.digest(second);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
