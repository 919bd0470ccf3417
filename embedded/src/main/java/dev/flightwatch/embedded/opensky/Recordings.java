package dev.flightwatch.embedded.opensky;

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

/** Reads a directory of recorded responses. Other files are skipped and logged. */
final class Recordings {

  private static final Logger log = LoggerFactory.getLogger(Recordings.class);
  private static final Pattern NAME = Pattern.compile("departures_.*\\.json|http_200_.*\\.txt");

  private Recordings() {}

  /**
   * Returns the flights of all recordings, unchanged. Blocks.
   *
   * @throws IOException if the directory or a recording cannot be read, or there are no flights
   */
  static List<JsonObject> read(Path folder) throws IOException {
    List<JsonObject> flights = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        flights.addAll(readFile(file));
      }
    }
    if (flights.isEmpty()) {
      throw new IOException("no recorded flights in " + folder);
    }
    return flights;
  }

  private static List<JsonObject> readFile(Path file) throws IOException {
    if (!NAME.matcher(file.getFileName().toString()).matches()) {
      log.info("Skipped {}: not a recording (departures_*.json or http_200_*.txt)", file);
      return List.of();
    }
    String[] headAndBody = Files.readString(file).split("\r?\n\r?\n", 2);
    try {
      List<JsonObject> flights =
          new JsonArray(headAndBody[headAndBody.length - 1])
              .stream()
                  .filter(JsonObject.class::isInstance)
                  .map(JsonObject.class::cast)
                  .filter(Recordings::isFlight)
                  .toList();
      log.info("Read {} flights from {}", flights.size(), file);
      return flights;
    } catch (DecodeException malformed) {
      log.warn("Skipped {}: it does not contain a JSON array", file);
      return List.of();
    }
  }

  private static boolean isFlight(JsonObject entry) {
    return entry.getValue(ICAO24) instanceof String
        && entry.getValue(DEPARTURE) instanceof String
        && entry.getValue(FIRST_SEEN) instanceof Integer
        && entry.getValue(LAST_SEEN) instanceof Integer;
  }
}
