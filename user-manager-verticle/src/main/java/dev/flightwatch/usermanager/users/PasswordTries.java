package dev.flightwatch.usermanager.users;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/**
 * Counts tries of passwords, for all processes together. Every method fails with {@code
 * UNAVAILABLE} when the store cannot be reached or stalls.
 */
public interface PasswordTries {
  /**
   * Reserves a try of all its keys, or of none, atomically. The first try of a key starts its
   * window.
   *
   * @return empty when the try is reserved; otherwise the keys without tries left, and when they
   *     reset
   */
  Future<Map<String, Instant>> reserve(PasswordTry reserved);

  /** Returns the keys of a try that have none left, and when they reset; reserves nothing. */
  Future<Map<String, Instant>> findFull(PasswordTry asked);

  /** Gives a reserved try back, unless the window in which it was reserved has ended. */
  Future<Void> giveBack(PasswordTry reserved);

  /**
   * Deletes up to {@code limit} keys whose window ended before {@code end}; returns their number.
   */
  Future<Integer> deleteResetBefore(Instant end, int limit);
}
