package dev.flightwatch.usermanager.users;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Limits tries of passwords per address and client network. A try is reserved before the password
 * is compared, and given back unless the password was wrong.
 *
 * <p>Belongs to one event loop.
 */
final class TryLimit {
  /** Most keys without tries that are refused from memory. */
  private static final int REFUSED_KEYS = 10_000;

  /**
   * How long a key is refused without asking the store. Tries that were reserved by right passwords
   * are given back meanwhile.
   */
  static final Duration REFUSED_FOR = Duration.ofSeconds(10);

  private final PasswordTries tries;
  private final UserStore users;
  private final Clock clock;
  private final Map<Guess, Integer> guessToRunning = new HashMap<>();
  private final Cache<String, Refusal> keyToRefusal =
      Caffeine.newBuilder().maximumSize(REFUSED_KEYS).executor(Runnable::run).build();

  /** A key is refused until {@code until}, and resets at {@code resetsAt}. */
  private record Refusal(Instant until, Instant resetsAt) {}

  /**
   * @param users finds the user whose limit was reached, for the audit
   */
  TryLimit(PasswordTries tries, UserStore users, Clock clock) {
    this.tries = requireNonNull(tries);
    this.users = requireNonNull(users);
    this.clock = requireNonNull(clock);
  }

  /** Returns the failure of a guess that is known to have no try left, without asking the store. */
  Optional<ServiceException> refusal(Guess guess) {
    Instant now = clock.instant();
    PasswordTry asked = PasswordTry.of(guess.email(), guess.network(), now);
    return asked.keyToLimit().keySet().stream()
        .map(keyToRefusal::getIfPresent)
        .filter(Objects::nonNull)
        .filter(refusal -> refusal.until().isAfter(now))
        .map(Refusal::resetsAt)
        .max(Instant::compareTo)
        .map(resetsAt -> limited(resetsAt, now));
  }

  /** Fails with {@code LIMITED} when the guess has no try left; reserves nothing. */
  Future<Void> requireLeft(Guess guess) {
    PasswordTry asked = PasswordTry.of(guess.email(), guess.network(), clock.instant());
    return refusal(guess)
        .map(Future::<Map<String, Instant>>failedFuture)
        .orElseGet(() -> tries.findFull(asked))
        .compose(fullKeyToReset -> requireNone(fullKeyToReset, guess, asked));
  }

  /** Returns whether a try of the same address from the same network is in progress here. */
  boolean isTrying(Guess guess) {
    return guessToRunning.containsKey(guess);
  }

  /**
   * Reserves a try, and compares the password. Fails with {@code LIMITED}, without comparing it,
   * when no try is left. A failed comparison gives the try back.
   *
   * @param isRight whether a result of the comparison gives the try back
   */
  <T> Future<T> run(Guess guess, Supplier<Future<T>> comparison, Predicate<T> isRight) {
    PasswordTry reserved = PasswordTry.of(guess.email(), guess.network(), clock.instant());
    guessToRunning.merge(guess, 1, Integer::sum);
    return tries
        .reserve(reserved)
        .compose(fullKeyToReset -> requireNone(fullKeyToReset, guess, reserved))
        .compose(
            v ->
                comparison
                    .get()
                    .compose(
                        result ->
                            isRight.test(result)
                                ? tries.giveBack(reserved).map(result)
                                : Future.succeededFuture(result),
                        failure -> giveBackUnchecked(failure, reserved)))
        .onComplete(
            done ->
                guessToRunning.computeIfPresent(
                    guess, (key, running) -> running == 1 ? null : running - 1));
  }

  private <T> Future<T> giveBackUnchecked(Throwable failure, PasswordTry reserved) {
    return tries.giveBack(reserved).transform(done -> Future.failedFuture(failure));
  }

  private Future<Void> requireNone(
      Map<String, Instant> fullKeyToReset, Guess guess, PasswordTry asked) {
    if (fullKeyToReset.isEmpty()) {
      return Future.succeededFuture();
    }
    Instant until = asked.at().plus(REFUSED_FOR);
    fullKeyToReset.forEach(
        (key, reset) -> {
          Refusal refusal = new Refusal(reset.isBefore(until) ? reset : until, reset);
          Refusal previous = keyToRefusal.asMap().put(key, refusal);
          if (previous == null || !previous.resetsAt().equals(reset)) {
            audit(guess, key.equals(asked.addressKey()));
          }
        });
    Instant last = fullKeyToReset.values().stream().max(Instant::compareTo).orElseThrow();
    return Future.failedFuture(limited(last, asked.at()));
  }

  /** Logs once per key and window that its limit is reached. The response does not wait for it. */
  private void audit(Guess guess, boolean ofAddress) {
    if (ofAddress) {
      users
          .findByEmail(guess.email())
          .otherwise(Optional.empty())
          .onSuccess(user -> AuditEvent.PASSWORD_LIMIT_REACHED.log(user, guess.network()));
    } else {
      AuditEvent.PASSWORD_LIMIT_REACHED.log(Optional.empty(), guess.network());
    }
  }

  private static ServiceException limited(Instant resetsAt, Instant now) {
    return ServiceException.limited(
        "too_many_tries",
        "Too many passwords were tried; try again later.",
        Duration.between(now, resetsAt));
  }

  /** Deletes the counts of keys that have reset. */
  Future<Void> deleteOld() {
    return Batches.repeat(limit -> tries.deleteResetBefore(clock.instant(), limit));
  }
}
