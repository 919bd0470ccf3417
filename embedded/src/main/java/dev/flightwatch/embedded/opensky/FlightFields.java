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
  static final String DEPARTURE_CANDIDATES = "departureAirportCandidatesCount";
  static final String ARRIVAL_CANDIDATES = "arrivalAirportCandidatesCount";

  private FlightFields() {}

  /** Returns a copy that was last seen in this second and whose arrival is unknown. */
  static JsonObject beforeArrival(JsonObject flight, long lastSeen) {
    JsonObject before = flight.copy().put(LAST_SEEN, (int) lastSeen).putNull(ARRIVAL);
    return putDistances(before, ARRIVAL, null, null).put(ARRIVAL_CANDIDATES, 0);
  }

  /**
   * Sets the distances between the airport and the aircraft's first or last position, in metres.
   *
   * @param airport {@link #DEPARTURE} or {@link #ARRIVAL}
   */
  static JsonObject putDistances(
      JsonObject flight, String airport, Integer horizontal, Integer vertical) {
    return flight
        .put(airport + "HorizDistance", horizontal)
        .put(airport + "VertDistance", vertical);
  }
}
