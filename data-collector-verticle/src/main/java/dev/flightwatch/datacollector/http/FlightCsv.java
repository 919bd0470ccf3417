package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Flight;
import java.util.List;

/**
 * Flights as CSV (RFC 4180): one row for each, with the fields that the OpenAPI document lists, in
 * its order. Null is an empty cell.
 */
final class FlightCsv {
  static final List<String> FIELDS =
      List.of(
          "icao24",
          "firstSeen",
          "estDepartureAirport",
          "lastSeen",
          "estArrivalAirport",
          "callsign",
          "estDepartureAirportHorizDistance",
          "estDepartureAirportVertDistance",
          "estArrivalAirportHorizDistance",
          "estArrivalAirportVertDistance",
          "departureAirportCandidatesCount",
          "arrivalAirportCandidatesCount",
          "source",
          "simulated");

  private static final String END_OF_ROW = "\r\n";

  private FlightCsv() {}

  static String header() {
    return String.join(",", FIELDS) + END_OF_ROW;
  }

  static void append(Flight flight, DataOrigin origin, StringBuilder rows) {
    String separator = "";
    for (String field : FIELDS) {
      rows.append(separator);
      append(value(flight, origin, field), rows);
      separator = ",";
    }
    rows.append(END_OF_ROW);
  }

  private static Object value(Flight flight, DataOrigin origin, String field) {
    return switch (field) {
      case "source" -> flight.source().label();
      case "simulated" -> origin.isSimulated(flight.source());
      default -> flight.data().getValue(field);
    };
  }

  private static void append(Object value, StringBuilder rows) {
    if (value instanceof Number) {
      rows.append(value);
    } else if (value != null) {
      rows.append(quoted(literal(value.toString())));
    }
  }

  /** Prefixes a text that a spreadsheet would take for a formula. */
  private static String literal(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    return text.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0)
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }
}
