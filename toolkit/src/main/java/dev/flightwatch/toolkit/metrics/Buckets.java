package dev.flightwatch.toolkit.metrics;

import java.time.Duration;
import java.util.Arrays;

/** Where the buckets of a histogram end. */
public enum Buckets {
  /** For what is answered while somebody waits: from a millisecond to ten seconds. */
  QUICK(1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000),
  /** For work in the background, and for calls over the internet: up to half a minute. */
  SLOW(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000),
  /** For delays that should not be. */
  DELAY(1, 10, 50, 100, 500, 1_000, 2_500);

  private final Duration[] ends;

  Buckets(double... millis) {
    ends =
        Arrays.stream(millis)
            .mapToObj(end -> Duration.ofNanos((long) (end * 1_000_000)))
            .toArray(Duration[]::new);
  }

  Duration[] ends() {
    return ends.clone();
  }
}
