package dev.flightwatch.standalone;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Flights for the emulator that are the same at every time of the day: one every five minutes from
 * each airport, fewer in the past, so that a test knows which ones a later read brings.
 */
final class BoardFlights {
  static final List<String> AIRPORTS = List.of("LICC", "LIRF", "EDDF", "LEMD");
  static final String PLACE_WITH_MARKUP = "<b>XX</b>";
  static final String CALLSIGN_WITH_MARKUP = "<img src=x onerror=\"document.title='hacked'\">";
  static final Duration INTERVAL = Duration.ofMinutes(5);
  static final Duration LENGTH = Duration.ofMinutes(50);

  private static final List<String> AIRLINES = List.of("ITY", "RYR", "DLH");

  /** A flight that has certainly landed, so that its destination is known. */
  private static final int LANDED = 30;

  private static final int FREQUENT = 400;
  private static final int RARE = 360;
  private static final Duration RARE_INTERVAL = Duration.ofHours(2);

  private BoardFlights() {}

  /**
   * Writes a folder that the emulator replays; the last flight of each airport ends at a moment.
   */
  static Path write(Path folder, Instant end) throws IOException {
    for (int i = 0; i < AIRPORTS.size(); i++) {
      Files.writeString(
          folder.resolve("departures_" + AIRPORTS.get(i) + ".json"), departures(i, end).encode());
    }
    return folder;
  }

  private static JsonArray departures(int airport, Instant end) {
    JsonArray flights = new JsonArray();
    for (int i = 0; i < FREQUENT; i++) {
      flights.add(flight(airport, i, end.minus(INTERVAL.multipliedBy(i))));
    }
    Instant before = end.minus(INTERVAL.multipliedBy(FREQUENT));
    for (int i = 0; i < RARE; i++) {
      flights.add(flight(airport, FREQUENT + i, before.minus(RARE_INTERVAL.multipliedBy(i))));
    }
    return flights;
  }

  private static JsonObject flight(int airport, int number, Instant lastSeen) {
    int to = (airport + 1 + number % (AIRPORTS.size() - 1)) % AIRPORTS.size();
    JsonObject flight =
        new JsonObject()
            .put("icao24", "%06x".formatted(0x300000 + airport * 0x10000 + number))
            .put("firstSeen", (int) lastSeen.minus(LENGTH).getEpochSecond())
            .put("estDepartureAirport", AIRPORTS.get(airport))
            .put("lastSeen", (int) lastSeen.getEpochSecond())
            .put("estArrivalAirport", number == LANDED ? PLACE_WITH_MARKUP : AIRPORTS.get(to))
            .put(
                "callsign",
                number == 1 ? CALLSIGN_WITH_MARKUP : AIRLINES.get(number % 3) + (100 + number));
    for (String end : List.of("Departure", "Arrival")) {
      flight
          .put("est" + end + "AirportHorizDistance", 1_000)
          .put("est" + end + "AirportVertDistance", 100)
          .put(end.toLowerCase(Locale.ROOT) + "AirportCandidatesCount", 1);
    }
    return flight;
  }
}
