package dev.flightwatch.toolkit.grpc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time by which a call must be over, with all its attempts and the waits between them. */
record Deadline(Clock clock, Instant at) {
  static Deadline in(Clock clock, Duration time) {
    return new Deadline(clock, clock.instant().plus(time));
  }

  /** Returns the remaining time: at least a millisecond, since a timer needs a delay. */
  long leftMillis() {
    return Math.max(1, Duration.between(clock.instant(), at).toMillis());
  }

  boolean isOverAfter(Duration wait) {
    return !clock.instant().plus(wait).isBefore(at);
  }
}
