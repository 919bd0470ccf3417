package dev.flightwatch.toolkit.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts durations by how long they were. Safe for any thread. */
public final class Histogram {
  private final Timer timer;

  Histogram(Timer timer) {
    this.timer = timer;
  }

  /**
   * Something took so long.
   *
   * @param nanos as the difference of two {@code System.nanoTime()}
   */
  public void record(long nanos) {
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** How many durations there were. */
  long count() {
    return timer.count();
  }

  /** Something took so long. */
  public void record(Duration duration) {
    timer.record(duration);
  }
}
