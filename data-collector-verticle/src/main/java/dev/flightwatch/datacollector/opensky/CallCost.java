package dev.flightwatch.datacollector.opensky;

import java.time.Duration;
import java.time.Instant;

/** The price of a call for flights, in credits. */
public enum CallCost {
  LIVE(4),
  HISTORY(30);

  /** A window that begins earlier than this before now costs a historical call. */
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
