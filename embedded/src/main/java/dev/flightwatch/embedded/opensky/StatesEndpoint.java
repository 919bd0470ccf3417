package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The operations under {@code /api/states}: the aircraft in the air at one moment. */
final class StatesEndpoint {

  private static final Duration MAX_AGE = Duration.ofHours(1);
  private static final Duration LONGEST_FLIGHT = Duration.ofHours(24);

  private final Clock clock;
  private final CallerAuthenticator authenticator;
  private final Credits credits;
  private final Traffic traffic;

  StatesEndpoint(Clock clock, CallerAuthenticator authenticator, Credits credits, Traffic traffic) {
    this.clock = clock;
    this.authenticator = authenticator;
    this.credits = credits;
    this.traffic = traffic;
  }

  EmulatorResponse all(HttpServerRequest request) {
    Caller caller = authenticator.authenticate(request);
    Instant time = time(request);
    BoundingBox box = BoundingBox.of(request);
    List<String> aircraft = request.params().getAll("icao24");
    int remaining = credits.charge(caller, Credits.Bucket.STATES, Credits.LIVE_COST);
    List<JsonArray> states =
        inTheAir(time).stream()
            .filter(flight -> aircraft.isEmpty() || aircraft.contains(icao24(flight)))
            .map(flight -> StateVector.of(flight, time))
            .filter(box::contains)
            .toList();
    return respond(time, states).with(EmulatorResponse.REMAINING, remaining);
  }

  /** Returns the states from the caller's own receivers, of which the emulator has none. */
  EmulatorResponse own(HttpServerRequest request) {
    if (authenticator.authenticate(request).anonymous()) {
      throw CallRejectedException.loginNeeded();
    }
    return respond(clock.instant(), List.of());
  }

  private Instant time(HttpServerRequest request) {
    Instant now = clock.instant();
    if (request.getParam("time") == null) {
      return now;
    }
    Instant time = Instant.ofEpochSecond(QueryParameters.integer(request, "time"));
    if (time.isBefore(now.minus(MAX_AGE)) || time.isAfter(now)) {
      throw CallRejectedException.badArgument("time must lie within the last hour");
    }
    return time;
  }

  private List<JsonObject> inTheAir(Instant time) {
    long second = time.getEpochSecond();
    return traffic.flights(second - LONGEST_FLIGHT.toSeconds(), second, time).stream()
        .filter(flight -> flight.getLong(FlightFields.LAST_SEEN) == second)
        .toList();
  }

  private static String icao24(JsonObject flight) {
    return flight.getString(FlightFields.ICAO24);
  }

  private static EmulatorResponse respond(Instant time, List<JsonArray> states) {
    return EmulatorResponse.json(
        200,
        new JsonObject()
            .put("time", time.getEpochSecond())
            .put("states", states.isEmpty() ? null : new JsonArray(states)));
  }
}
