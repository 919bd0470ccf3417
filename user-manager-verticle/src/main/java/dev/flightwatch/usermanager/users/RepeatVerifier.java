package dev.flightwatch.usermanager.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compares the passwords of repeated registrations without a slow hash. It remembers a keyed hash
 * of each password, under a random key that exists only in this process's memory, and the record's
 * Argon2id string, so that it says nothing about a later record with the same request id.
 */
final class RepeatVerifier {
  private static final String ALGORITHM = "HmacSHA256";

  /** Maximum number of requests that are remembered. */
  private static final int SIZE = 10_000;

  private final Cache<String, Remembered> requestIdToRemembered =
      Caffeine.newBuilder().maximumSize(SIZE).build();
  private final SecretKeySpec key;

  private record Remembered(String passwordHash, byte[] keyedHash) {}

  RepeatVerifier() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  /** Remembers the password of a recorded request. */
  void remember(RegistrationRecord.Completed record, String password) {
    requestIdToRemembered.put(
        record.requestId(), new Remembered(record.passwordHash(), keyedHash(record, password)));
  }

  /** Returns whether the password of this request is probably known. */
  boolean remembers(String requestId) {
    return requestIdToRemembered.getIfPresent(requestId) != null;
  }

  /** Returns whether the password is the record's; empty when that is not known here. */
  Optional<Boolean> verify(RegistrationRecord.Completed record, String password) {
    return Optional.ofNullable(requestIdToRemembered.getIfPresent(record.requestId()))
        .filter(remembered -> remembered.passwordHash().equals(record.passwordHash()))
        .map(
            remembered ->
                MessageDigest.isEqual(remembered.keyedHash(), keyedHash(record, password)));
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
