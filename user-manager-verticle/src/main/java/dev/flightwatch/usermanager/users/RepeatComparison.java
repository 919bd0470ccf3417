package dev.flightwatch.usermanager.users;

import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Compares repeats of a registration with the recorded request. Another body with the same address
 * counts as a wrong password, and costs a hash, so that repeats are no way to guess passwords:
 *
 * <ul>
 *   <li>Without a try left, nothing is compared: neither the response nor its time depends on the
 *       password.
 *   <li>A repeat that is known in memory to be right needs no hash and no try. This is faster, but
 *       says no more than the response. While another try of the address is in progress, it needs
 *       both, so that parallel guesses are limited too.
 *   <li>A repeat that is known in memory to be wrong counts even when the hash is not accepted.
 * </ul>
 *
 * <p>Belongs to one event loop.
 */
final class RepeatComparison {
  private final RepeatVerifier verifier = new RepeatVerifier();
  private final PasswordCheck passwords;
  private final PasswordHasher hasher;
  private final UserStore users;

  /**
   * @param users finds the user whose password was wrong, for the audit
   */
  RepeatComparison(PasswordCheck passwords, PasswordHasher hasher, UserStore users) {
    this.passwords = passwords;
    this.hasher = hasher;
    this.users = users;
  }

  /** Remembers the password of a recorded request. */
  void remember(RegistrationRecord.Completed record, String password) {
    verifier.remember(record, password);
  }

  /** Returns whether a repeat of this request can probably be compared without a slow hash. */
  boolean remembers(String requestId) {
    return verifier.remembers(requestId);
  }

  /**
   * Returns whether a request repeats the recorded one. Fails with {@code LIMITED} when the address
   * or the network has no try left. Another address is no guess: it is not compared further.
   */
  Future<Boolean> isSame(RegistrationRecord.Completed record, RegisterUser request) {
    if (!record.email().equals(request.email())) {
      return Future.succeededFuture(false);
    }
    Guess guess = new Guess(record.email(), request.network());
    return passwords
        .tries()
        .requireLeft(guess)
        .compose(
            v -> {
              Optional<Boolean> known = known(record, request);
              return known.orElse(false) && !passwords.tries().isTrying(guess)
                  ? Future.succeededFuture(true)
                  : passwords
                      .tries()
                      .run(guess, () -> compare(record, request, known), same -> same)
                      .onSuccess(same -> audit(same, guess));
            });
  }

  private Optional<Boolean> known(RegistrationRecord.Completed record, RegisterUser request) {
    return record.fieldsSha256().equals(RequestDigest.sha256(request))
        ? verifier.verify(record, request.password())
        : Optional.of(false);
  }

  private Future<Boolean> compare(
      RegistrationRecord.Completed record, RegisterUser request, Optional<Boolean> known) {
    Future<Boolean> hashed =
        passwords
            .admission()
            .run(
                request.turn(),
                () -> hasher.verify(request.turn(), request.password(), record.passwordHash()));
    return known.isPresent()
        ? hashed.transform(done -> Future.succeededFuture(known.get()))
        : hashed;
  }

  private void audit(boolean same, Guess guess) {
    if (!same) {
      users
          .findByEmail(guess.email())
          .otherwise(Optional.empty())
          .onSuccess(user -> AuditEvent.PASSWORD_REFUSED.log(user, guess.network()));
    }
  }
}
