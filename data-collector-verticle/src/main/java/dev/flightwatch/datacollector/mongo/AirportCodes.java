package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.flights.AirportCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;

/** Airport codes as text in documents and filters. */
final class AirportCodes {
  private AirportCodes() {}

  /** Returns the condition on a field that is one of the codes. */
  static JsonObject in(Collection<AirportCode> airports) {
    return JsonObject.of("$in", toJson(airports));
  }

  static JsonArray toJson(Collection<AirportCode> airports) {
    return new JsonArray(airports.stream().map(AirportCode::value).toList());
  }

  /** Returns the codes, sorted. */
  static List<AirportCode> ofJson(JsonArray codes) {
    return codes.stream().map(code -> new AirportCode((String) code)).sorted().toList();
  }
}
