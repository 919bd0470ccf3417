package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Vertx;
import java.time.Clock;

/** Creates the flight source. */
public final class OpenSky {

  private OpenSky() {}

  /**
   * Returns a source. A process needs one: its circuit breaker, its pause after a 429, and its
   * token apply to all calls. If called on a verticle's context, the connections close with the
   * verticle.
   *
   * @param clock for token expiry and pauses; calls are timed by the monotonic clock
   */
  public static FlightSource source(Vertx vertx, OpenSkyOptions options, Clock clock) {
    OpenSkyMetrics metrics = new OpenSkyMetrics(Meters.of(vertx));
    FlightSource source =
        options.credentials().isPresent()
            ? new OpenSkyFlightSource(vertx, options, metrics, clock)
            : new MockOnlySource();
    metrics.show(source, clock);
    return source;
  }
}
