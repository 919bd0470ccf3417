package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;

/** The interval of a call, in Unix seconds, with both ends included. */
record Interval(long begin, long end) {

  private static final Duration LIVE = Duration.ofHours(24);

  /** Returns the interval of a call that is limited to two UTC dates. */
  static Interval ofTwoDates(HttpServerRequest request) {
    Interval interval = of(request);
    if (UtcDays.of(interval.begin).plusDays(1).isBefore(UtcDays.of(interval.end))) {
      throw CallRejectedException.badInterval();
    }
    return interval;
  }

  static Interval ofAtMost(Duration max, HttpServerRequest request) {
    Interval interval = of(request);
    if (interval.end - interval.begin > max.toSeconds()) {
      throw CallRejectedException.badInterval();
    }
    return interval;
  }

  boolean isLive(Instant now) {
    return begin > now.minus(LIVE).getEpochSecond();
  }

  private static Interval of(HttpServerRequest request) {
    Interval interval =
        new Interval(
            QueryParameters.integer(request, "begin"), QueryParameters.integer(request, "end"));
    if (interval.begin > interval.end) {
      throw CallRejectedException.badInterval();
    }
    return interval;
  }
}
