package dev.flightwatch.datacollector.opensky;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What remains of a time limit, by the clock that nobody sets. */
final class TimeLeft {

  private final long endNanos;

  TimeLeft(Duration limit) {
    this.endNanos = System.nanoTime() + limit.toNanos();
  }

  /** At least 1: a wait of 0 would be one without an end. */
  long millis(Duration atMost) {
    long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
    return Math.max(1, Math.min(left, atMost.toMillis()));
  }
}
