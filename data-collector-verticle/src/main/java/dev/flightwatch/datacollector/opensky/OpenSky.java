package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * The sources that read the OpenSky Network, each with its own bucket of credits. A process needs
 * one: a circuit breaker, and a pause after a 429, apply to all calls of a source, and the token to
 * all calls.
 */
public record OpenSky(FlightSource flights, AircraftSource aircraft) {

  /**
   * Returns the sources; those without credentials make no calls. If called on a verticle's
   * context, the connections close with the verticle.
   *
   * @param origin checks each server that responds
   * @param clock for token expiry and pauses; calls are timed by the monotonic clock
   */
  public static OpenSky open(Vertx vertx, OpenSkyOptions options, OriginCheck origin, Clock clock) {
    Meters meters = Meters.of(vertx);
    OpenSkyMetrics flightCalls = new OpenSkyMetrics(meters, "flightwatch_opensky");
    OpenSkyMetrics stateCalls = new OpenSkyMetrics(meters, "flightwatch_opensky_states");
    TokenMetrics tokenRequests = new TokenMetrics(meters);
    OpenSky sources;
    if (options.credentials().isPresent()) {
      TokenSource tokens = new TokenSource(vertx, options, tokenRequests, clock);
      OpenSkyDependencies shared = new OpenSkyDependencies(vertx, options, origin, tokens, clock);
      sources =
          new OpenSky(
              new OpenSkyFlightSource(new OpenSkyCalls(shared, flightCalls), clock),
              new OpenSkyAircraftSource(new OpenSkyCalls(shared, stateCalls)));
    } else {
      MockOnlySource none = new MockOnlySource();
      sources = new OpenSky(none, none);
    }
    tokenRequests.show(sources.flights);
    flightCalls.show(sources.flights, clock);
    stateCalls.show(sources.aircraft, clock);
    return sources;
  }
}
