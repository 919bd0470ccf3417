package dev.flightwatch.datacollector.interests;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A user who follows airports.
 *
 * @param id the user's id, a UUID
 * @param derived whether the id was derived from the address, because the user manager is an older
 *     version that returns no ids
 */
public record Follower(String id, boolean derived) {
  /** The name space of the derived ids (RFC 9562, version 5); an arbitrary fixed UUID. */
  private static final UUID NAME_SPACE = UUID.fromString("5d3f2c7e-8f0b-4e0c-9a55-0b6f6c1d9e21");

  /** Returns the follower with an id from the user manager. */
  public static Follower named(String id) {
    return new Follower(id, false);
  }

  /** Returns the follower for an address whose user's id is not known. */
  public static Follower derivedFrom(EmailAddress email) {
    return new Follower(version5(NAME_SPACE, email.value()).toString(), true);
  }

  static UUID version5(UUID nameSpace, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer hashed =
        ByteBuffer.allocate(16 + text.length)
            .putLong(nameSpace.getMostSignificantBits())
            .putLong(nameSpace.getLeastSignificantBits())
            .put(text);
    ByteBuffer bytes = ByteBuffer.wrap(sha1(hashed.array()));
    long high = bytes.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x0000000000005000L;
    long low = bytes.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
