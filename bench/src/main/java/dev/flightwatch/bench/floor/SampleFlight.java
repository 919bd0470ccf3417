package dev.flightwatch.bench.floor;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** Generates flights in the format of OpenSky. */
public final class SampleFlight {
  private static final int MINUTES_40 = 2_400;

  private SampleFlight() {}

  /**
   * Returns a flight with all fields, in the order of OpenSky.
   *
   * @param number determines the aircraft; less than 16 million
   */
  public static JsonObject of(int number, String airport, Instant firstSeen) {
    int second = (int) firstSeen.getEpochSecond();
    return new JsonObject()
        .put("icao24", String.format(Locale.ROOT, "%06x", number))
        .put("firstSeen", second)
        .put("estDepartureAirport", airport)
        .put("lastSeen", second + MINUTES_40)
        .put("estArrivalAirport", "LIRF")
        .put("callsign", String.format(Locale.ROOT, "RYR%04d", number % 10_000))
        .put("estDepartureAirportHorizDistance", 812)
        .put("estDepartureAirportVertDistance", 30)
        .put("estArrivalAirportHorizDistance", 2_310)
        .put("estArrivalAirportVertDistance", 61)
        .put("departureAirportCandidatesCount", 1)
        .put("arrivalAirportCandidatesCount", 3);
  }
}
