package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The operations under {@code /api/states}: what is in the air at one moment. */
final class StatesEndpoint {

  private static final Duration LONGEST_AGO = Duration.ofHours(1);
  private static final Duration LONGEST_FLIGHT = Duration.ofHours(24);

  private final Clock clock;
  private final Callers callers;
  private final Credits credits;
  private final Traffic traffic;

  StatesEndpoint(Clock clock, Callers callers, Credits credits, Traffic traffic) {
    this.clock = clock;
    this.callers = callers;
    this.credits = credits;
    this.traffic = traffic;
  }

  EmulatorResponse all(HttpServerRequest request) {
    Caller caller = callers.of(request);
    Instant time = time(request);
    Area area = Area.of(request);
    List<String> wanted = request.params().getAll("icao24");
    int remaining = credits.charge(caller, Credits.Bucket.STATES, Credits.LIVE_COST);
    List<JsonArray> states =
        inTheAir(time).stream()
            .filter(flight -> wanted.isEmpty() || wanted.contains(icao24(flight)))
            .map(flight -> StateVector.of(flight, time))
            .filter(area::contains)
            .toList();
    return answer(time, states).with(EmulatorResponse.REMAINING, remaining);
  }

  /** The caller's own receivers: nobody has one here. */
  EmulatorResponse own(HttpServerRequest request) {
    if (callers.of(request).anonymous()) {
      throw Refusal.loginNeeded();
    }
    return answer(clock.instant(), List.of());
  }

  private Instant time(HttpServerRequest request) {
    Instant now = clock.instant();
    if (request.getParam("time") == null) {
      return now;
    }
    Instant time = Instant.ofEpochSecond(Parameters.integer(request, "time"));
    if (time.isBefore(now.minus(LONGEST_AGO)) || time.isAfter(now)) {
      throw Refusal.badArgument("time must lie within the last hour");
    }
    return time;
  }

  private List<JsonObject> inTheAir(Instant time) {
    long second = time.getEpochSecond();
    return traffic.flights(second - LONGEST_FLIGHT.toSeconds(), second, time).stream()
        .filter(flight -> flight.getLong(FlightJson.LAST_SEEN) == second)
        .toList();
  }

  private static String icao24(JsonObject flight) {
    return flight.getString(FlightJson.ICAO24);
  }

  private static EmulatorResponse answer(Instant time, List<JsonArray> states) {
    return EmulatorResponse.json(
        200,
        new JsonObject()
            .put("time", time.getEpochSecond())
            .put("states", states.isEmpty() ? null : new JsonArray(states)));
  }
}
