package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FlightFields.ARRIVAL;
import static dev.flightwatch.embedded.opensky.FlightFields.DEPARTURE;
import static dev.flightwatch.embedded.opensky.FlightFields.FIRST_SEEN;
import static dev.flightwatch.embedded.opensky.FlightFields.ICAO24;
import static dev.flightwatch.embedded.opensky.FlightFields.LAST_SEEN;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The flights of a directory of recorded responses, unchanged. */
record Recordings(List<JsonObject> departures, List<JsonObject> arrivals) {

  private static final Logger log = LoggerFactory.getLogger(Recordings.class);
  private static final Pattern NAME =
      Pattern.compile("(departures|arrivals)_.*\\.json|http_200_.*\\.txt");
  private static final Pattern ARRIVALS = Pattern.compile("(http_200_)?arrivals_.*");

  /**
   * Reads a directory. Other files are skipped and logged. Blocks.
   *
   * @throws IOException if the directory or a recording cannot be read, or there are no flights
   */
  static Recordings read(Path folder) throws IOException {
    Recordings recordings = new Recordings(new ArrayList<>(), new ArrayList<>());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        boolean isArrivals = ARRIVALS.matcher(file.getFileName().toString()).matches();
        (isArrivals ? recordings.arrivals : recordings.departures)
            .addAll(readFile(file, isArrivals ? ARRIVAL : DEPARTURE));
      }
    }
    if (recordings.departures.isEmpty() && recordings.arrivals.isEmpty()) {
      throw new IOException("no recorded flights in " + folder);
    }
    return recordings;
  }

  private static List<JsonObject> readFile(Path file, String airportField) throws IOException {
    if (!NAME.matcher(file.getFileName().toString()).matches()) {
      log.info(
          "Skipped {}: not a recording (departures_*.json, arrivals_*.json or http_200_*.txt)",
          file);
      return List.of();
    }
    String[] headAndBody = Files.readString(file).split("\r?\n\r?\n", 2);
    try {
      List<JsonObject> flights =
          new JsonArray(headAndBody[headAndBody.length - 1])
              .stream()
                  .filter(JsonObject.class::isInstance)
                  .map(JsonObject.class::cast)
                  .filter(entry -> isFlight(entry, airportField))
                  .toList();
      log.info("Read {} flights from {}", flights.size(), file);
      return flights;
    } catch (DecodeException malformed) {
      log.warn("Skipped {}: it does not contain a JSON array", file);
      return List.of();
    }
  }

  private static boolean isFlight(JsonObject entry, String airportField) {
    return entry.getValue(ICAO24) instanceof String
        && entry.getValue(airportField) instanceof String
        && entry.getValue(FIRST_SEEN) instanceof Integer
        && entry.getValue(LAST_SEEN) instanceof Integer;
  }
}
