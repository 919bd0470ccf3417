package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;

/**
 * Hashes passwords into strings that may be stored. Hashing is intentionally slow and runs off the
 * event loop. It fails with {@code OVERLOADED}: at once when the queue is full, later when the wait
 * was too long.
 */
public interface PasswordHasher {
  /** Returns a string with the hash, its salt and its parameters. */
  Future<String> hash(HashTurn turn, String password);

  /** Returns whether the string is a hash of this password. */
  Future<Boolean> verify(HashTurn turn, String password, String hash);

  /** Returns a hash of the present cost that no password has. */
  String hashOfNoPassword();

  /** Returns the number of hashes, waiting ones included, that a part can accept at present. */
  int capacity(HashPart part);

  /** Returns the failure of a hash that was not accepted. */
  static ServiceException overloaded() {
    return ServiceException.of(
        ErrorKind.OVERLOADED,
        "too_many_passwords",
        "Too many passwords are being checked; try again in a moment.");
  }
}
