package dev.flightwatch.usermanager.users;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Clock;

/**
 * Checks passwords, a limited number of times per address and client network. An address without a
 * user counts, and costs one hash, like any other.
 *
 * <p>Belongs to one event loop.
 */
public final class PasswordCheck {
  private final PasswordHasher hasher;
  private final TryLimit tries;
  private final HashAdmission admission;

  /**
   * @param users finds the user whose limit was reached, for the audit
   */
  public PasswordCheck(PasswordHasher hasher, PasswordTries tries, UserStore users, Clock clock) {
    this.hasher = requireNonNull(hasher);
    this.tries = new TryLimit(tries, users, clock);
    this.admission = new HashAdmission(hasher);
  }

  /** Returns the limit on tries, which registrations share. */
  TryLimit tries() {
    return tries;
  }

  /** Returns the limit on requests that may need a slow hash. */
  HashAdmission admission() {
    return admission;
  }

  /**
   * Checks the password of an address. Fails with {@code LIMITED} when no try is left, and with
   * {@code OVERLOADED} or {@code UNAVAILABLE} when the password was not checked.
   *
   * @param network the client's network, as text
   */
  public Future<CheckedPassword> check(
      UserStore store, EmailAddress email, String password, String network) {
    Guess guess = new Guess(email, network);
    HashTurn turn = HashTurn.login(network);
    return tries
        .refusal(guess)
        .map(Future::<CheckedPassword>failedFuture)
        .orElseGet(
            () ->
                admission.run(
                    turn,
                    () ->
                        tries.run(
                            guess,
                            () -> compare(store, email, password, turn),
                            CheckedPassword::matches)));
  }

  private Future<CheckedPassword> compare(
      UserStore store, EmailAddress email, String password, HashTurn turn) {
    return store
        .findByEmail(email)
        .compose(
            user ->
                hasher
                    .verify(
                        turn,
                        password,
                        user.map(User::passwordHash).orElseGet(hasher::hashOfNoPassword))
                    .map(matches -> new CheckedPassword(user, matches && user.isPresent())));
  }

  /** Deletes the counts of keys that have reset. */
  public Future<Void> deleteOldTries() {
    return tries.deleteOld();
  }
}
