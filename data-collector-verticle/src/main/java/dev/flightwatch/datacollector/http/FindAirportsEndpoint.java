package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.details.AirportMessages;
import dev.flightwatch.datacollector.details.AirportMessages.FindAirports;
import dev.flightwatch.datacollector.details.AirportMessages.FoundAirports;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code GET /airports}: the airports that a text finds. The table is faster than the cache. */
record FindAirportsEndpoint(String operationId, Bus bus) implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    FindAirports find = new FindAirports(request.query("query"), request.queryInt("limit"));
    return bus.request(AirportMessages.FIND, find)
        .map(found -> FlightJson.revalidated(json(found)));
  }

  private static JsonObject json(FoundAirports found) {
    return new JsonObject()
        .put(
            "airports",
            new JsonArray(found.airports().stream().map(AirportJson::airport).toList()));
  }
}
