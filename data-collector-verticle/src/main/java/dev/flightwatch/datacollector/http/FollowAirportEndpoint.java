package dev.flightwatch.datacollector.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.Follow;
import dev.flightwatch.datacollector.interests.InterestMessages.Followed;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code POST /interests}: a registered user follows an airport. */
final class FollowAirportEndpoint implements Endpoint {
  private final Bus bus;

  FollowAirportEndpoint(Bus bus) {
    this.bus = requireNonNull(bus);
  }

  @Override
  public String operationId() {
    return "followAirport";
  }

  @Override
  public Future<Response> handle(Request call) {
    String email = call.body().getString("email");
    String airport = call.body().getString("airport");
    return bus.request(InterestMessages.FOLLOW, new Follow(email, airport))
        .map(followed -> Response.json(200, body(followed)));
  }

  private static JsonObject body(Followed followed) {
    return new JsonObject()
        .put("message", "Airport followed")
        .put("email", followed.email())
        .put("airport", followed.airport())
        .put("flights_collected", followed.flights())
        .put("data_source", Responses.label(followed.source()));
  }
}
