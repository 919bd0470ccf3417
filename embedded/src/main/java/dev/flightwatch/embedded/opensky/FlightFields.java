package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonObject;

/** The JSON fields of a flight. */
final class FlightFields {

  static final String ICAO24 = "icao24";
  static final String FIRST_SEEN = "firstSeen";
  static final String DEPARTURE = "estDepartureAirport";
  static final String LAST_SEEN = "lastSeen";
  static final String ARRIVAL = "estArrivalAirport";
  static final String CALLSIGN = "callsign";
  static final String DEPARTURE_HORIZONTAL = "estDepartureAirportHorizDistance";
  static final String DEPARTURE_VERTICAL = "estDepartureAirportVertDistance";
  static final String ARRIVAL_HORIZONTAL = "estArrivalAirportHorizDistance";
  static final String ARRIVAL_VERTICAL = "estArrivalAirportVertDistance";
  static final String DEPARTURE_CANDIDATES = "departureAirportCandidatesCount";
  static final String ARRIVAL_CANDIDATES = "arrivalAirportCandidatesCount";

  private FlightFields() {}

  /** Returns a copy that was last seen in this second and whose arrival is unknown. */
  static JsonObject beforeArrival(JsonObject flight, long lastSeen) {
    return flight
        .copy()
        .put(LAST_SEEN, (int) lastSeen)
        .putNull(ARRIVAL)
        .putNull(ARRIVAL_HORIZONTAL)
        .putNull(ARRIVAL_VERTICAL)
        .put(ARRIVAL_CANDIDATES, 0);
  }

  static JsonObject shifted(JsonObject flight, long seconds) {
    return flight
        .copy()
        .put(FIRST_SEEN, (int) (flight.getLong(FIRST_SEEN) + seconds))
        .put(LAST_SEEN, (int) (flight.getLong(LAST_SEEN) + seconds));
  }
}
