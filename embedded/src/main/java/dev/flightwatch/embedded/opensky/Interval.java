package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;

/** The interval of a call, in Unix seconds, with both ends included. */
record Interval(long begin, long end) {

  private static final Duration LIVE = Duration.ofHours(24);

  /** Returns the interval of a call, which may touch two UTC dates. */
  static Interval of(HttpServerRequest request) {
    long begin = QueryParameters.required(request, "begin", Integer::valueOf);
    long end = QueryParameters.required(request, "end", Integer::valueOf);
    if (begin > end || UtcDays.of(end) - UtcDays.of(begin) > 1) {
      throw CallRejectedException.badInterval();
    }
    return new Interval(begin, end);
  }

  boolean isLive(Instant now) {
    return begin > now.minus(LIVE).getEpochSecond();
  }
}
