package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The operations under {@code /api/flights}, which share one bucket of credits. */
final class FlightsEndpoint {

  private static final Duration LONGEST_OF_ALL = Duration.ofHours(2);
  private static final Duration LONGEST_OF_AIRCRAFT = Duration.ofDays(2);

  private interface Question {
    List<JsonObject> ask(Instant now);
  }

  private final Clock clock;
  private final Callers callers;
  private final Credits credits;
  private final Traffic traffic;

  FlightsEndpoint(Clock clock, Callers callers, Credits credits, Traffic traffic) {
    this.clock = clock;
    this.callers = callers;
    this.credits = credits;
    this.traffic = traffic;
  }

  EmulatorResponse departures(HttpServerRequest request) {
    Caller caller = callers.of(request);
    String airport = Parameters.text(request, "airport");
    Interval interval = Interval.ofTwoDates(request);
    return answer(
        caller,
        interval,
        now -> traffic.departures(airport, interval.begin(), interval.end(), now));
  }

  EmulatorResponse arrivals(HttpServerRequest request) {
    Caller caller = callers.of(request);
    String airport = Parameters.text(request, "airport");
    Interval interval = Interval.ofTwoDates(request);
    return answer(
        caller, interval, now -> traffic.arrivals(airport, interval.begin(), interval.end(), now));
  }

  EmulatorResponse ofAircraft(HttpServerRequest request) {
    Caller caller = callers.of(request);
    String icao24 = Parameters.text(request, "icao24");
    Interval interval = Interval.ofAtMost(LONGEST_OF_AIRCRAFT, request);
    return answer(
        caller, interval, now -> traffic.ofAircraft(icao24, interval.begin(), interval.end(), now));
  }

  EmulatorResponse all(HttpServerRequest request) {
    Caller caller = callers.of(request);
    Interval interval = Interval.ofAtMost(LONGEST_OF_ALL, request);
    return answer(caller, interval, now -> traffic.flights(interval.begin(), interval.end(), now));
  }

  private EmulatorResponse answer(Caller caller, Interval interval, Question question) {
    Instant now = clock.instant();
    int cost = interval.isLive(now) ? Credits.LIVE_COST : Credits.HISTORY_COST;
    int remaining = credits.charge(caller, Credits.Bucket.FLIGHTS, cost);
    List<JsonObject> flights = question.ask(now);
    return flights.isEmpty()
        ? EmulatorResponse.empty(404)
        : EmulatorResponse.json(200, new JsonArray(flights))
            .with(EmulatorResponse.REMAINING, remaining);
  }
}
