package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.CallSkipped;
import dev.flightwatch.datacollector.opensky.OpenSkyException.RateLimited;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops all calls after a 429 until the time given by OpenSky has passed. */
final class PausingDepartures implements Departures {

  private static final Logger log = LoggerFactory.getLogger(PausingDepartures.class);

  private final Departures inner;
  private final Clock clock;
  private Instant until = Instant.MIN;

  PausingDepartures(Departures inner, Clock clock) {
    this.inner = inner;
    this.clock = clock;
  }

  @Override
  public Future<List<JsonObject>> fetch(DepartureQuery query) {
    Instant end = pausedUntil();
    if (end != null) {
      return Future.failedFuture(
          new CallSkipped("OpenSky received too many requests (429): no calls until " + end));
    }
    return inner
        .fetch(query)
        .recover(
            failure -> {
              if (failure instanceof RateLimited limited) {
                pause(limited.retryAfter());
              }
              return Future.failedFuture(failure);
            });
  }

  /** Returns the end of the pause; null when calls are not paused. */
  synchronized Instant pausedUntil() {
    return clock.instant().isBefore(until) ? until : null;
  }

  private synchronized void pause(Duration time) {
    Instant end = clock.instant().plus(time);
    if (end.isAfter(until)) {
      if (pausedUntil() == null) {
        log.warn("OpenSky received too many requests (429): no calls until {}", end);
      }
      until = end;
    }
  }
}
