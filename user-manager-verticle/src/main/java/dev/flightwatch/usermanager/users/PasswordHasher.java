package dev.flightwatch.usermanager.users;

import io.vertx.core.Future;

/**
 * Turns passwords into strings that may be stored. Slow by intent, so it works off the event loop;
 * both methods fail with {@code OVERLOADED} at once when too many wait already.
 */
public interface PasswordHasher {
  /** A string that holds the hash, its salt and its parameters. */
  Future<String> hash(String password);

  /** Whether the string was made from this password. */
  Future<Boolean> verify(String password, String hash);
}
