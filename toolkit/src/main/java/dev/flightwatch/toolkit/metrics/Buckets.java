package dev.flightwatch.toolkit.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;

/** Bucket boundaries of histograms of durations. */
public enum Buckets {
  /** Responses that a caller is waiting for: 1 ms to 10 s. */
  QUICK(1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000),
  /** Background work, and calls over the internet: 50 ms to 30 s. */
  SLOW(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000),
  /** Delays that should be close to zero: 1 ms to 2.5 s. */
  DELAY(1, 10, 50, 100, 500, 1_000, 2_500);

  private final Duration[] boundaries;

  Buckets(double... millis) {
    boundaries =
        Arrays.stream(millis)
            .mapToObj(boundary -> Duration.ofNanos((long) (boundary * 1_000_000)))
            .toArray(Duration[]::new);
  }

  /**
   * Returns a builder of a histogram with these buckets.
   *
   * @param name the name in Prometheus, which ends with {@code _seconds}
   */
  public Timer.Builder timer(String name, String help) {
    return Timer.builder(name).description(help).serviceLevelObjectives(boundaries.clone());
  }
}
