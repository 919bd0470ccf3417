package dev.flightwatch.datacollector.opensky;

import java.time.Duration;
import java.time.Instant;

/** What a call about flights takes of the day's credits. */
public enum CallCost {
  LIVE(4),
  HISTORY(30);

  /** A call is about history when it begins this long ago. */
  public static final Duration LIVE_FOR = Duration.ofHours(24);

  private final int credits;

  CallCost(int credits) {
    this.credits = credits;
  }

  public int credits() {
    return credits;
  }

  public static CallCost of(Instant begin, Instant now) {
    return begin.isAfter(now.minus(LIVE_FOR)) ? LIVE : HISTORY;
  }
}
