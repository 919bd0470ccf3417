package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.Unfollow;
import dev.flightwatch.datacollector.interests.InterestMessages.Unfollowed;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** {@code DELETE /interests}: an address unfollows one airport or all of them. */
record UnfollowEndpoint(String operationId, Bus bus) implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    EmailAddress email = EmailAddress.require("email", request.query("email"));
    Optional<String> text = Optional.ofNullable(request.query("airport"));
    Optional<AirportCode> airport = text.map(AirportCode::parse);
    Optional<AirportCode> storedAs =
        text.map(AirportCode::parseAsGiven).filter(given -> !airport.equals(Optional.of(given)));
    return bus.request(InterestMessages.UNFOLLOW, new Unfollow(email, airport, storedAs))
        .map(unfollowed -> Response.json(200, json(unfollowed)));
  }

  private static JsonObject json(Unfollowed unfollowed) {
    return new JsonObject()
        .put("message", "Interests removed")
        .put("removed", unfollowed.removed());
  }
}
