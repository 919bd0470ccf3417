package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.flights.AirportCode;
import io.vertx.core.json.JsonArray;
import java.util.Collection;
import java.util.List;

/** Airport codes as text in documents. */
final class AirportCodes {
  private AirportCodes() {}

  static JsonArray toJson(Collection<AirportCode> airports) {
    return new JsonArray(airports.stream().map(AirportCode::value).toList());
  }

  static List<AirportCode> ofJson(JsonArray codes) {
    return codes.stream().map(code -> new AirportCode((String) code)).toList();
  }
}
