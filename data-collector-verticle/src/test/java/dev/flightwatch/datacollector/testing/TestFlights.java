package dev.flightwatch.datacollector.testing;

import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Source;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Flights in the form of OpenSky. */
public final class TestFlights {
  private TestFlights() {}

  public static Flight real(String icao24, Instant firstSeen) {
    return Flight.of(row(icao24, firstSeen), Source.OPENSKY);
  }

  public static Flight mock(String icao24, Instant firstSeen) {
    return Flight.of(row(icao24, firstSeen), Source.MOCK);
  }

  /** Returns a flight with all fields in OpenSky's order and an unknown arrival. */
  public static JsonObject row(String icao24, Instant firstSeen) {
    return new JsonObject()
        .put("icao24", icao24)
        .put("firstSeen", (int) firstSeen.getEpochSecond())
        .put("estDepartureAirport", "LICC")
        .put("lastSeen", (int) firstSeen.getEpochSecond() + 3_600)
        .putNull("estArrivalAirport")
        .put("callsign", "RYR1")
        .put("estDepartureAirportHorizDistance", 812)
        .put("estDepartureAirportVertDistance", 30)
        .putNull("estArrivalAirportHorizDistance")
        .putNull("estArrivalAirportVertDistance")
        .put("departureAirportCandidatesCount", 1)
        .put("arrivalAirportCandidatesCount", 0);
  }
}
