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
 * Remembers which password went with which recorded request, so that most repeats cost no slow
 * hash. What is remembered is a keyed hash under a random key that never leaves this process's
 * memory; it covers the record's Argon2id string too, so that it says nothing about a later record
 * with the same id.
 */
final class RepeatVerifier {
  private static final String ALGORITHM = "HmacSHA256";

  private final Cache<String, byte[]> requestIdToProof;
  private final SecretKeySpec key;

  RepeatVerifier(int size) {
    requestIdToProof = Caffeine.newBuilder().maximumSize(size).build();
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  void remember(RegistrationRecord.Answered record, String password) {
    requestIdToProof.put(record.requestId(), proof(record, password));
  }

  /** Whether a request with this id may well be confirmed without a slow hash. */
  boolean know(String requestId) {
    return requestIdToProof.getIfPresent(requestId) != null;
  }

  /** True only when the password is the right one; false when that is not known here. */
  boolean confirm(RegistrationRecord.Answered record, String password) {
    byte[] known = requestIdToProof.getIfPresent(record.requestId());
    return known != null && MessageDigest.isEqual(known, proof(record, password));
  }

  private byte[] proof(RegistrationRecord.Answered record, String password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(record.passwordHash().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
