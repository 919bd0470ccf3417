package dev.flightwatch.embedded.opensky;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The remaining credits of each caller, renewed at 00:00 UTC. Safe for use by any thread. */
public final class Credits {

  /** The groups of operations that have separate credits. */
  enum Bucket {
    FLIGHTS,
    STATES
  }

  static final int LIVE_COST = 4;
  static final int HISTORY_COST = 30;

  private static final int ANONYMOUS_DAILY = 400;
  private static final int MAX_CALLERS = 10_000;

  private record BucketKey(Caller caller, Bucket bucket) {}

  private final Map<BucketKey, Integer> keyToRemaining = new HashMap<>();
  private final Clock clock;
  private final EmulatedAccount account;
  private LocalDate day;

  Credits(Clock clock, EmulatedAccount account) {
    this.clock = clock;
    this.account = account;
    this.day = UtcDays.of(clock.instant());
  }

  /** Returns the remaining credits of the account for flights. */
  public int remaining() {
    return remaining(accountKey(Bucket.FLIGHTS));
  }

  /** Sets the remaining credits of the account for flights, until 00:00 UTC. */
  public synchronized void setRemaining(int credits) {
    startDay();
    keyToRemaining.put(accountKey(Bucket.FLIGHTS), credits);
  }

  int remainingStates() {
    return remaining(accountKey(Bucket.STATES));
  }

  /**
   * Deducts the cost of a call.
   *
   * @return the remaining credits
   * @throws CallRejectedException if the credits do not suffice; nothing is deducted
   */
  synchronized int charge(Caller caller, Bucket bucket, int cost) {
    BucketKey key = new BucketKey(caller, bucket);
    int left = remaining(key) - cost;
    if (left < 0) {
      throw CallRejectedException.noCredits(secondsUntilReset());
    }
    if (keyToRemaining.size() >= MAX_CALLERS) {
      keyToRemaining.keySet().removeIf(other -> other.caller.anonymous());
    }
    keyToRemaining.put(key, left);
    return left;
  }

  Instant resetsAt() {
    return Instant.ofEpochSecond(UtcDays.startOf(UtcDays.of(clock.instant()).plusDays(1)));
  }

  private synchronized int remaining(BucketKey key) {
    startDay();
    int daily = key.caller.anonymous() ? ANONYMOUS_DAILY : account.dailyCredits();
    return keyToRemaining.getOrDefault(key, daily);
  }

  private void startDay() {
    LocalDate today = UtcDays.of(clock.instant());
    if (!today.equals(day)) {
      day = today;
      keyToRemaining.clear();
    }
  }

  private long secondsUntilReset() {
    return Duration.between(clock.instant(), resetsAt()).plusMillis(999).toSeconds();
  }

  private BucketKey accountKey(Bucket bucket) {
    return new BucketKey(Caller.account(account.clientId()), bucket);
  }
}
