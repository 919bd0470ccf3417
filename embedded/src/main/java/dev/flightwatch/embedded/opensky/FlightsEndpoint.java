package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The operations under {@code /api/flights}. They share one credit bucket. */
final class FlightsEndpoint {

  private static final Duration MAX_FOR_ALL = Duration.ofHours(2);
  private static final Duration MAX_FOR_AIRCRAFT = Duration.ofDays(2);

  private interface FlightQuery {
    List<JsonObject> run(Instant now);
  }

  private final Clock clock;
  private final CallerAuthenticator authenticator;
  private final Credits credits;
  private final Traffic traffic;

  FlightsEndpoint(
      Clock clock, CallerAuthenticator authenticator, Credits credits, Traffic traffic) {
    this.clock = clock;
    this.authenticator = authenticator;
    this.credits = credits;
    this.traffic = traffic;
  }

  EmulatorResponse departures(HttpServerRequest request) {
    Caller caller = authenticator.authenticate(request);
    String airport = QueryParameters.text(request, "airport");
    Interval interval = Interval.ofTwoDates(request);
    return respond(
        caller,
        interval,
        now -> traffic.departures(airport, interval.begin(), interval.end(), now));
  }

  EmulatorResponse arrivals(HttpServerRequest request) {
    Caller caller = authenticator.authenticate(request);
    String airport = QueryParameters.text(request, "airport");
    Interval interval = Interval.ofTwoDates(request);
    return respond(
        caller, interval, now -> traffic.arrivals(airport, interval.begin(), interval.end(), now));
  }

  EmulatorResponse ofAircraft(HttpServerRequest request) {
    Caller caller = authenticator.authenticate(request);
    String icao24 = QueryParameters.text(request, "icao24");
    Interval interval = Interval.ofAtMost(MAX_FOR_AIRCRAFT, request);
    return respond(
        caller, interval, now -> traffic.ofAircraft(icao24, interval.begin(), interval.end(), now));
  }

  EmulatorResponse all(HttpServerRequest request) {
    Caller caller = authenticator.authenticate(request);
    Interval interval = Interval.ofAtMost(MAX_FOR_ALL, request);
    return respond(caller, interval, now -> traffic.flights(interval.begin(), interval.end(), now));
  }

  private EmulatorResponse respond(Caller caller, Interval interval, FlightQuery query) {
    Instant now = clock.instant();
    int cost = interval.isLive(now) ? Credits.LIVE_COST : Credits.HISTORY_COST;
    int remaining = credits.charge(caller, Credits.Bucket.FLIGHTS, cost);
    List<JsonObject> flights = query.run(now);
    return flights.isEmpty()
        ? EmulatorResponse.empty(404)
        : EmulatorResponse.json(200, new JsonArray(flights))
            .with(EmulatorResponse.REMAINING, remaining);
  }
}
