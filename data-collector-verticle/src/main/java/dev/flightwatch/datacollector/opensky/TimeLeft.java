package dev.flightwatch.datacollector.opensky;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The rest of a time limit, by the monotonic clock. */
final class TimeLeft {

  private final long endNanos;

  TimeLeft(Duration limit) {
    this.endNanos = System.nanoTime() + limit.toNanos();
  }

  /** Returns the remaining milliseconds, at least 1: a timeout of 0 would mean none. */
  long millis(Duration atMost) {
    long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
    return Math.max(1, Math.min(left, atMost.toMillis()));
  }
}
