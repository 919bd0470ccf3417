package dev.flightwatch.datacollector.opensky;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Parses OpenSky's response. If one row is not a flight, the whole response is rejected. */
final class FlightRows {

  private static final Pattern ICAO24 = Pattern.compile("[0-9a-f]{6}");
  private static final List<String> TEXTS =
      List.of("estDepartureAirport", "estArrivalAirport", "callsign");
  private static final List<String> NUMBERS =
      List.of(
          "estDepartureAirportHorizDistance",
          "estDepartureAirportVertDistance",
          "estArrivalAirportHorizDistance",
          "estArrivalAirportVertDistance",
          "departureAirportCandidatesCount",
          "arrivalAirportCandidatesCount");

  private FlightRows() {}

  /**
   * Parses all rows of a body.
   *
   * @throws OpenSkyException when the response is malformed
   */
  static List<JsonObject> parse(Buffer body) {
    if (!(decode(body) instanceof JsonArray rows)) {
      throw malformed("is not a list of flights");
    }
    List<JsonObject> flights = new ArrayList<>(rows.size());
    for (Object row : rows) {
      if (!(row instanceof JsonObject flight) || !isFlight(flight)) {
        throw malformed("contains something that is not a flight");
      }
      flights.add(withTrimmedCallsign(flight));
    }
    return flights;
  }

  private static Object decode(Buffer body) {
    try {
      return Json.decodeValue(body);
    } catch (DecodeException invalid) {
      throw malformed("is not JSON");
    }
  }

  private static OpenSkyException malformed(String problem) {
    return new OpenSkyException(CallStatus.MALFORMED, "OpenSky's response " + problem);
  }

  private static boolean isFlight(JsonObject row) {
    return row.getValue("icao24") instanceof String icao24
        && ICAO24.matcher(icao24).matches()
        && isSecond(row.getValue("firstSeen"))
        && isSecond(row.getValue("lastSeen"))
        && TEXTS.stream().map(row::getValue).allMatch(v -> v == null || v instanceof String)
        && NUMBERS.stream().map(row::getValue).allMatch(v -> v == null || v instanceof Integer);
  }

  private static boolean isSecond(Object value) {
    return value instanceof Integer second && second >= 0;
  }

  private static JsonObject withTrimmedCallsign(JsonObject flight) {
    String callsign = flight.getString("callsign");
    if (callsign == null) {
      return flight;
    }
    String trimmed = callsign.strip();
    return flight.put("callsign", trimmed.isEmpty() ? null : trimmed);
  }
}
