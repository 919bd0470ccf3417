package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.DataOrigin;
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

  /** Returns the fields of OpenSky's object, then {@code source} and {@code simulated}. */
  static JsonObject flight(Flight flight, DataOrigin origin) {
    // Its values are not changed, so they need no copies.
    Map<String, Object> fields = new LinkedHashMap<>(flight.data().getMap());
    fields.put("source", flight.source().label());
    fields.put("simulated", origin.isSimulated(flight.source()));
    return new JsonObject(fields);
  }

  static JsonArray flights(List<Flight> flights, DataOrigin origin) {
    return new JsonArray(flights.stream().map(flight -> flight(flight, origin)).toList());
  }

  /** Adds {@code data_source} and {@code simulated}, which are null when there is no source. */
  static JsonObject putSource(JsonObject json, Source source, DataOrigin origin) {
    return json.put("data_source", source == null ? null : source.label())
        .put("simulated", source == null ? null : origin.isSimulated(source));
  }

  /**
   * Returns a response with an ETag; the caller may cache it if it revalidates it before each use.
   */
  static Response revalidated(JsonObject json) {
    Response tagged = Response.json(200, json).tagged();
    return tagged.withHeader("Cache-Control", "private, no-cache");
  }
}
