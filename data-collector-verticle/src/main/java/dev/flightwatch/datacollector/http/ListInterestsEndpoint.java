package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.Interests;
import dev.flightwatch.datacollector.interests.InterestMessages.ListInterests;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache.Load;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** {@code GET /interests}: the airports that an address follows. */
record ListInterestsEndpoint(Bus bus) implements Function<Request, Load> {
  @Override
  public Load apply(Request request) {
    EmailAddress email = EmailAddress.require("email", request.query("email"));
    return Load.about(
        email,
        () ->
            bus.request(InterestMessages.LIST, new ListInterests(email))
                .map(interests -> Response.json(200, json(email, interests))));
  }

  private static JsonObject json(EmailAddress email, Interests interests) {
    return new JsonObject()
        .put("user", email.value())
        .put(
            "airports",
            new JsonArray(interests.airports().stream().map(AirportCode::value).toList()));
  }
}
