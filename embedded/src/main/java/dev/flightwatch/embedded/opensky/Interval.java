package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;

/** What a call asks about: Unix seconds, both ends included. */
record Interval(long begin, long end) {

  private static final Duration LIVE = Duration.ofHours(24);

  /** The interval of a call that may touch at most two UTC dates. */
  static Interval ofTwoDates(HttpServerRequest request) {
    Interval interval = of(request);
    if (UtcDays.of(interval.begin).plusDays(1).isBefore(UtcDays.of(interval.end))) {
      throw Refusal.badInterval();
    }
    return interval;
  }

  static Interval ofAtMost(Duration longest, HttpServerRequest request) {
    Interval interval = of(request);
    if (interval.end - interval.begin > longest.toSeconds()) {
      throw Refusal.badInterval();
    }
    return interval;
  }

  boolean isLive(Instant now) {
    return begin > now.minus(LIVE).getEpochSecond();
  }

  private static Interval of(HttpServerRequest request) {
    Interval interval =
        new Interval(Parameters.integer(request, "begin"), Parameters.integer(request, "end"));
    if (interval.begin > interval.end) {
      throw Refusal.badInterval();
    }
    return interval;
  }
}
