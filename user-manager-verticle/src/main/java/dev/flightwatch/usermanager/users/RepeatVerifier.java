package dev.flightwatch.usermanager.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies the passwords of repeated registrations without a slow hash. It remembers a keyed hash
 * of each password, under a random key that exists only in this process's memory. The keyed hash
 * covers the record's Argon2id string too, so it verifies nothing about a later record with the
 * same request id.
 */
final class RepeatVerifier {
  private static final String ALGORITHM = "HmacSHA256";

  /** Maximum number of requests that are remembered. */
  private static final int SIZE = 10_000;

  private final Cache<String, byte[]> requestIdToKeyedHash =
      Caffeine.newBuilder().maximumSize(SIZE).build();
  private final SecretKeySpec key;

  RepeatVerifier() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  /** Remembers the password of a recorded request. */
  void remember(RegistrationRecord.Completed record, String password) {
    requestIdToKeyedHash.put(record.requestId(), keyedHash(record, password));
  }

  /** Returns whether a repeat of this request can probably be verified without a slow hash. */
  boolean remembers(String requestId) {
    return requestIdToKeyedHash.getIfPresent(requestId) != null;
  }

  /** Returns true only when the password is the record's; false when that is not known here. */
  boolean verifies(RegistrationRecord.Completed record, String password) {
    byte[] known = requestIdToKeyedHash.getIfPresent(record.requestId());
    return known != null && MessageDigest.isEqual(known, keyedHash(record, password));
  }

  private byte[] keyedHash(RegistrationRecord.Completed record, String password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(record.passwordHash().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
