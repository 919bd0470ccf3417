package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops all calls after a 429 until the time given by OpenSky has passed. */
final class RateLimitPause {

  private static final Logger log = LoggerFactory.getLogger(RateLimitPause.class);

  private final Clock clock;
  private Instant until = Instant.MIN;

  RateLimitPause(Clock clock) {
    this.clock = clock;
  }

  /** Makes a call unless calls are paused. */
  <T> Future<T> execute(Supplier<Future<T>> call) {
    Instant end = until();
    return end == null
        ? call.get()
        : Future.failedFuture(
            new OpenSkyException(
                CallStatus.WITHHELD,
                "OpenSky received too many requests (429): no calls until " + end));
  }

  /** Returns the end of the pause; null when calls are not paused. */
  synchronized Instant until() {
    return clock.instant().isBefore(until) ? until : null;
  }

  /** Pauses calls; a pause that ends later stays. */
  synchronized void begin(Duration time) {
    Instant end = clock.instant().plus(time);
    if (end.isAfter(until)) {
      if (until() == null) {
        log.warn("OpenSky received too many requests (429): no calls until {}", end);
      }
      until = end;
    }
  }
}
