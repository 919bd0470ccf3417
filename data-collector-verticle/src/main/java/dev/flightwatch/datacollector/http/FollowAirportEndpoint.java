package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.Follow;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** {@code POST /interests}: a registered user follows an airport. */
record FollowAirportEndpoint(String operationId, Bus bus, Supplier<DataOrigin> origin)
    implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    JsonObject body = request.body();
    Follow follow =
        new Follow(
            OwnedEndpoint.address(request, body.getString("email")),
            AirportCode.parse(body.getString("airport")));
    return bus.request(InterestMessages.FOLLOW, follow)
        .map(collected -> Response.json(200, json(follow, collected)));
  }

  private JsonObject json(Follow follow, FlightCount collected) {
    JsonObject json =
        new JsonObject()
            .put("message", "Airport followed")
            .put("email", follow.email().value())
            .put("airport", follow.airport().value())
            .put("flights_collected", collected.count());
    return FlightJson.putSource(json, collected.source(), origin.get());
  }
}
