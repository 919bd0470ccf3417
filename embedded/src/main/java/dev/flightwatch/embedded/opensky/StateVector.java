package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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

  /** Returns the state vector of a flight; empty if the location of its origin is unknown. */
  static Optional<JsonArray> of(JsonObject flight, long now) {
    return SeededAirport.find(flight.getString(FlightFields.DEPARTURE))
        .map(origin -> of(flight, origin.location(), now));
  }

  private static JsonArray of(JsonObject flight, Location origin, long now) {
    String icao24 = flight.getString(FlightFields.ICAO24);
    long secondsFlown = now - flight.getLong(FlightFields.FIRST_SEEN);
    double altitude = Math.min(CRUISING_METRES, secondsFlown * CLIMB_METRES_PER_SECOND);
    double track = Integer.parseInt(icao24, 16) * 37 % 360;
    double degrees = secondsFlown * METRES_PER_SECOND / METRES_PER_DEGREE;
    return new JsonArray()
        .add(icao24)
        .add(flight.getString(FlightFields.CALLSIGN))
        .add(origin.country())
        .add(now)
        .add(now)
        .add(origin.longitude() + degrees * Math.sin(Math.toRadians(track)))
        .add(origin.latitude() + degrees * Math.cos(Math.toRadians(track)))
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
