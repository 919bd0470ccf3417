package dev.flightwatch.toolkit.grpc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The moment by which a call is over, attempts and waits together. */
record Deadline(Clock clock, Instant at) {
  static Deadline in(Clock clock, Duration time) {
    return new Deadline(clock, clock.instant().plus(time));
  }

  /** At least a millisecond, since a timer of none is not a timer. */
  long leftMillis() {
    return Math.max(1, Duration.between(clock.instant(), at).toMillis());
  }

  boolean isOverAfter(Duration wait) {
    return !clock.instant().plus(wait).isBefore(at);
  }
}
