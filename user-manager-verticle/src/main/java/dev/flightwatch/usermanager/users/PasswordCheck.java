package dev.flightwatch.usermanager.users;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.limit.ConcurrencyLimit;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Checks passwords, a limited number of times per address and client network. A try is reserved
 * before the slow hash, and given back unless the password was wrong. An address without a user
 * counts, and costs one hash, like any other.
 *
 * <p>Belongs to one event loop.
 */
public final class PasswordCheck {
  /** Most keys without tries that are refused from memory. */
  private static final int REFUSED_KEYS = 10_000;

  /**
   * How long a key is refused without asking the store. Tries that were reserved by right passwords
   * are given back meanwhile.
   */
  static final Duration REFUSED_FOR = Duration.ofSeconds(10);

  private final PasswordHasher hasher;
  private final PasswordTries tries;
  private final Clock clock;
  private final ConcurrencyLimit hashing;
  private final Cache<String, Refusal> keyToRefusal =
      Caffeine.newBuilder().maximumSize(REFUSED_KEYS).executor(Runnable::run).build();

  /** A key is refused until {@code until}, and resets at {@code resetsAt}. */
  private record Refusal(Instant until, Instant resetsAt) {}

  public PasswordCheck(PasswordHasher hasher, PasswordTries tries, Clock clock) {
    this.hasher = requireNonNull(hasher);
    this.tries = requireNonNull(tries);
    this.clock = requireNonNull(clock);
    this.hashing = new ConcurrencyLimit(hasher::capacity, PasswordHasher::overloaded);
  }

  /** Returns the limit on requests that may need a slow hash. */
  ConcurrencyLimit hashing() {
    return hashing;
  }

  /**
   * Checks the password of an address. Fails with {@code LIMITED} when no try is left, and with
   * {@code OVERLOADED} or {@code UNAVAILABLE} when the password was not checked.
   *
   * @param network the client's network, as text
   */
  public Future<CheckedPassword> check(
      UserStore store, EmailAddress email, String password, String network) {
    Instant now = clock.instant();
    PasswordTry reserved = PasswordTry.of(email, network, now);
    Optional<Instant> resetsAt = refusedUntil(reserved, now);
    return resetsAt.isPresent()
        ? Future.failedFuture(limited(resetsAt.get(), now))
        : hashing.run(
            () ->
                reserve(reserved)
                    .compose(
                        v ->
                            checkReserved(store, email, password)
                                .compose(
                                    checked -> settle(checked, reserved),
                                    failure -> giveBackUnchecked(failure, reserved))));
  }

  private Optional<Instant> refusedUntil(PasswordTry reserved, Instant now) {
    return reserved.keyToLimit().keySet().stream()
        .map(keyToRefusal::getIfPresent)
        .filter(Objects::nonNull)
        .filter(refusal -> refusal.until().isAfter(now))
        .map(Refusal::resetsAt)
        .max(Instant::compareTo);
  }

  private Future<Void> reserve(PasswordTry reserved) {
    return tries
        .reserve(reserved)
        .compose(
            fullKeyToReset ->
                fullKeyToReset.isEmpty()
                    ? Future.succeededFuture()
                    : Future.failedFuture(refuse(fullKeyToReset, reserved.at())));
  }

  private ServiceException refuse(Map<String, Instant> fullKeyToReset, Instant now) {
    Instant until = now.plus(REFUSED_FOR);
    fullKeyToReset.forEach(
        (key, reset) ->
            keyToRefusal.put(key, new Refusal(reset.isBefore(until) ? reset : until, reset)));
    return limited(latest(fullKeyToReset.values()), now);
  }

  private static Instant latest(Collection<Instant> instants) {
    return instants.stream().max(Instant::compareTo).orElseThrow();
  }

  private static ServiceException limited(Instant resetsAt, Instant now) {
    return ServiceException.limited(
        "too_many_tries",
        "Too many passwords were tried; try again later.",
        Duration.between(now, resetsAt));
  }

  private Future<CheckedPassword> checkReserved(
      UserStore store, EmailAddress email, String password) {
    return store
        .findByEmail(email)
        .compose(
            user ->
                hasher
                    .verify(
                        password, user.map(User::passwordHash).orElseGet(hasher::hashOfNoPassword))
                    .map(matches -> new CheckedPassword(user, matches && user.isPresent())));
  }

  private Future<CheckedPassword> settle(CheckedPassword checked, PasswordTry reserved) {
    return checked.matches()
        ? tries.giveBack(reserved).map(checked)
        : Future.succeededFuture(checked);
  }

  private Future<CheckedPassword> giveBackUnchecked(Throwable failure, PasswordTry reserved) {
    return tries.giveBack(reserved).transform(done -> Future.failedFuture(failure));
  }

  /** Deletes the counts of keys that have reset. */
  public Future<Void> deleteOldTries() {
    return Batches.repeat(limit -> tries.deleteResetBefore(clock.instant(), limit));
  }
}
