package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;

/**
 * Turns passwords into strings that may be stored. Slow by intent, so it works off the event loop;
 * work fails with {@code OVERLOADED} at once when too much waits already, and when its turn comes
 * too late.
 */
public interface PasswordHasher {
  /** A string that holds the hash, its salt and its parameters. */
  Future<String> hash(String password);

  /** Whether the string was made from this password. */
  Future<Boolean> verify(String password, String hash);

  /** How much work to take at once for now, what waits included, so that none waits too long. */
  int capacity();

  /** What work that is not taken fails with. */
  static ServiceException overloaded() {
    return ServiceException.of(
        ErrorKind.OVERLOADED,
        "too_many_passwords",
        "Too many passwords are being checked; try again in a moment.");
  }
}
