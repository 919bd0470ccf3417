package dev.flightwatch.embedded.opensky;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** What every caller may still spend until 00:00 UTC. Safe for use by any thread. */
public final class Credits {

  /** What OpenSky counts apart. */
  enum Bucket {
    FLIGHTS,
    STATES
  }

  static final int LIVE_COST = 4;
  static final int HISTORY_COST = 30;

  private static final int ANONYMOUS_DAILY = 400;
  private static final int MOST_CALLERS = 10_000;

  private record Purse(Caller caller, Bucket bucket) {}

  private final Map<Purse, Integer> purseToRemaining = new HashMap<>();
  private final Clock clock;
  private final Account account;
  private LocalDate day;

  Credits(Clock clock, Account account) {
    this.clock = clock;
    this.account = account;
    this.day = UtcDays.of(clock.instant());
  }

  /** The account's credits for flights. */
  public int remaining() {
    return remaining(accountPurse(Bucket.FLIGHTS));
  }

  /** Sets the account's credits for flights, until 00:00 UTC. */
  public synchronized void setRemaining(int credits) {
    startDay();
    purseToRemaining.put(accountPurse(Bucket.FLIGHTS), credits);
  }

  int remainingStates() {
    return remaining(accountPurse(Bucket.STATES));
  }

  /**
   * Takes what a call costs.
   *
   * @return what is left
   * @throws Refusal when less than that was left; then nothing is taken
   */
  synchronized int charge(Caller caller, Bucket bucket, int cost) {
    Purse purse = new Purse(caller, bucket);
    int left = remaining(purse) - cost;
    if (left < 0) {
      throw Refusal.noCredits(secondsUntilReset());
    }
    if (purseToRemaining.size() >= MOST_CALLERS) {
      purseToRemaining.keySet().removeIf(other -> other.caller.anonymous());
    }
    purseToRemaining.put(purse, left);
    return left;
  }

  Instant resetsAt() {
    return Instant.ofEpochSecond(UtcDays.startOf(UtcDays.of(clock.instant()).plusDays(1)));
  }

  private synchronized int remaining(Purse purse) {
    startDay();
    int daily = purse.caller.anonymous() ? ANONYMOUS_DAILY : account.dailyCredits();
    return purseToRemaining.getOrDefault(purse, daily);
  }

  private void startDay() {
    LocalDate today = UtcDays.of(clock.instant());
    if (!today.equals(day)) {
      day = today;
      purseToRemaining.clear();
    }
  }

  private long secondsUntilReset() {
    return Duration.between(clock.instant(), resetsAt()).plusMillis(999).toSeconds();
  }

  private Purse accountPurse(Bucket bucket) {
    return new Purse(Caller.account(account.clientId()), bucket);
  }
}
