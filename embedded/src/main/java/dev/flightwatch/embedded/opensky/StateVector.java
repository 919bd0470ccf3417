package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The state vector of an aircraft on its flight: 17 values, reproducible. */
final class StateVector {

  static final int LONGITUDE = 5;
  static final int LATITUDE = 6;

  /** How long an aircraft stays visible at the airport after its flight. */
  static final long GROUND_SECONDS = 300;

  private static final double CRUISING_METRES = 10_668;
  private static final double CLIMB_METRES_PER_SECOND = 10;
  private static final double DESCENT_METRES_PER_SECOND = 8;
  private static final int ADS_B = 0;

  private StateVector() {}

  /**
   * Returns the state vector of a flight that has begun; empty if the locations of its airports are
   * unknown.
   */
  static Optional<JsonArray> of(JsonObject flight, long now) {
    long firstSeen = flight.getLong(FlightFields.FIRST_SEEN);
    long seconds = Math.max(1, flight.getLong(FlightFields.LAST_SEEN) - firstSeen);
    return FlightPath.between(
            location(flight, FlightFields.DEPARTURE),
            location(flight, FlightFields.ARRIVAL),
            Integer.parseInt(flight.getString(FlightFields.ICAO24), 16) * 37 % 360,
            seconds)
        .map(path -> of(flight, path, now - firstSeen, now));
  }

  private static Optional<Location> location(JsonObject flight, String airport) {
    return Optional.ofNullable(flight.getString(airport))
        .flatMap(SeededAirport::find)
        .map(SeededAirport::location);
  }

  private static JsonArray of(JsonObject flight, FlightPath path, long flown, long now) {
    boolean isOnGround = flown > path.seconds();
    FlightPath.Point point = path.after(Math.min(flown, path.seconds()));
    Double altitude = isOnGround ? null : altitude(flown, path.seconds() - flown);
    return new JsonArray()
        .add(flight.getString(FlightFields.ICAO24))
        .add(flight.getString(FlightFields.CALLSIGN))
        .add(path.from().country())
        .add(now)
        .add(now)
        .add(rounded(point.location().longitude()))
        .add(rounded(point.location().latitude()))
        .add(altitude)
        .add(isOnGround)
        .add(isOnGround ? 0 : rounded(path.metresPerSecond()))
        .add(rounded(point.track()))
        .add(isOnGround ? null : rate(flown, path.seconds() - flown))
        .addNull()
        .add(altitude)
        .addNull()
        .add(false)
        .add(ADS_B);
  }

  private static double altitude(long flown, long left) {
    double climbed = Math.min(flown * CLIMB_METRES_PER_SECOND, CRUISING_METRES);
    return Math.min(climbed, left * DESCENT_METRES_PER_SECOND);
  }

  private static double rate(long flown, long left) {
    return altitude(flown + 1, left - 1) - altitude(flown, left);
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
