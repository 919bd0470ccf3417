package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of flights and their sources, and the responses that contain it. */
final class FlightJson {
  private FlightJson() {}

  /** Returns the fields of OpenSky's object and, as the last one, {@code source}. */
  static JsonObject flight(Flight flight) {
    // Its values are not changed, so they need no copies.
    Map<String, Object> fields = new LinkedHashMap<>(flight.data().getMap());
    fields.put("source", flight.source().label());
    return new JsonObject(fields);
  }

  static JsonArray flights(List<Flight> flights) {
    return new JsonArray(flights.stream().map(FlightJson::flight).toList());
  }

  /** Returns the value of {@code data_source}; null when there are no flights. */
  static String source(Source source) {
    return source == null ? null : source.label();
  }

  /**
   * Returns a response with an ETag; the caller may cache it if it revalidates it before each use.
   */
  static Response revalidated(JsonObject json) {
    Response tagged = Response.json(200, json).tagged();
    return tagged.withHeader("Cache-Control", "private, no-cache");
  }
}
