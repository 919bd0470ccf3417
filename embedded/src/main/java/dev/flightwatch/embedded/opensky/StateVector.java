package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** The state vector of an aircraft in the air: 17 values, simulated and reproducible. */
final class StateVector {

  static final int LONGITUDE = 5;
  static final int LATITUDE = 6;

  private static final double METRES_PER_SECOND = 200;
  private static final double METRES_PER_DEGREE = 111_320;
  private static final double CRUISING_METRES = 10_668;
  private static final double CLIMB_METRES_PER_SECOND = 10;
  private static final int ADS_B = 0;

  private StateVector() {}

  static JsonArray of(JsonObject flight, Instant time) {
    String icao24 = flight.getString(FlightFields.ICAO24);
    long now = time.getEpochSecond();
    long secondsFlown = now - flight.getLong(FlightFields.FIRST_SEEN);
    double altitude = Math.min(CRUISING_METRES, secondsFlown * CLIMB_METRES_PER_SECOND);
    double track = Integer.parseInt(icao24, 16) * 37 % 360;
    Optional<Location> origin =
        Optional.ofNullable(flight.getString(FlightFields.DEPARTURE))
            .flatMap(SeededAirport::find)
            .map(SeededAirport::location);
    double degrees = secondsFlown * METRES_PER_SECOND / METRES_PER_DEGREE;
    double north = degrees * Math.cos(Math.toRadians(track));
    double east = degrees * Math.sin(Math.toRadians(track));
    return new JsonArray()
        .add(icao24)
        .add(flight.getString(FlightFields.CALLSIGN))
        .add(origin.map(Location::country).orElse("Unknown"))
        .add(now)
        .add(now)
        .add(origin.map(location -> location.longitude() + east).orElse(null))
        .add(origin.map(location -> location.latitude() + north).orElse(null))
        .add(altitude)
        .add(false)
        .add(METRES_PER_SECOND)
        .add(track)
        .add(altitude < CRUISING_METRES ? CLIMB_METRES_PER_SECOND : 0)
        .addNull()
        .add(altitude)
        .addNull()
        .add(false)
        .add(ADS_B);
  }
}
