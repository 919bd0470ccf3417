package dev.flightwatch.embedded.opensky;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/** The remaining credits of the account, renewed at 00:00 UTC. Safe for use by any thread. */
public final class Credits {

  /** The groups of operations that have separate credits. */
  enum Bucket {
    FLIGHTS,
    STATES
  }

  static final int LIVE_COST = 4;
  static final int HISTORY_COST = 30;

  private final Map<Bucket, Integer> bucketToRemaining = new EnumMap<>(Bucket.class);
  private final Clock clock;
  private final int daily;
  private long day;

  Credits(Clock clock, int daily) {
    this.clock = clock;
    this.daily = daily;
  }

  /** Returns the remaining credits for flights. */
  public synchronized int remaining() {
    return remaining(Bucket.FLIGHTS);
  }

  /** Sets the remaining credits for flights, until 00:00 UTC. */
  public void setRemaining(int credits) {
    setRemaining(Bucket.FLIGHTS, credits);
  }

  /** Returns the remaining credits for states. */
  public synchronized int remainingForStates() {
    return remaining(Bucket.STATES);
  }

  /** Sets the remaining credits for states, until 00:00 UTC. */
  public void setRemainingForStates(int credits) {
    setRemaining(Bucket.STATES, credits);
  }

  private synchronized void setRemaining(Bucket bucket, int credits) {
    startDay();
    bucketToRemaining.put(bucket, credits);
  }

  /**
   * Deducts the cost of a call.
   *
   * @return the remaining credits
   * @throws CallRejectedException if the credits do not suffice; nothing is deducted
   */
  synchronized int charge(Bucket bucket, int cost) {
    int left = remaining(bucket) - cost;
    if (left < 0) {
      long secondsUntilReset = (day + 1) * UtcDays.SECONDS - clock.instant().getEpochSecond();
      throw new CallRejectedException(EmulatorResponse.tooManyRequests(secondsUntilReset));
    }
    bucketToRemaining.put(bucket, left);
    return left;
  }

  private int remaining(Bucket bucket) {
    startDay();
    return bucketToRemaining.getOrDefault(bucket, daily);
  }

  private void startDay() {
    long today = UtcDays.of(clock.instant().getEpochSecond());
    if (today != day) {
      day = today;
      bucketToRemaining.clear();
    }
  }
}
