package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.RateLimited;
import dev.flightwatch.datacollector.opensky.OpenSkyException.Withheld;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** After a 429 makes no call about any airport until OpenSky's time has passed. */
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
          new Withheld("OpenSky had too many requests (429): no calls until " + end));
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

  /** Null when calls are made. */
  synchronized Instant pausedUntil() {
    return clock.instant().isBefore(until) ? until : null;
  }

  private synchronized void pause(Duration time) {
    Instant asked = clock.instant().plus(time);
    if (asked.isAfter(until)) {
      if (pausedUntil() == null) {
        log.warn("OpenSky had too many requests (429): no calls until {}", asked);
      }
      until = asked;
    }
  }
}
