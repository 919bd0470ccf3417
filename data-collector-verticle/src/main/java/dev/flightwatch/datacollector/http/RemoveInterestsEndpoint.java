package dev.flightwatch.datacollector.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.Unfollow;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code DELETE /interests}: an address follows one airport no longer, or none at all. */
final class RemoveInterestsEndpoint implements Endpoint {
  private final Bus bus;

  RemoveInterestsEndpoint(Bus bus) {
    this.bus = requireNonNull(bus);
  }

  @Override
  public String operationId() {
    return "removeInterests";
  }

  @Override
  public Future<Response> handle(Request call) {
    return bus.request(
            InterestMessages.UNFOLLOW, new Unfollow(call.query("email"), call.query("airport")))
        .map(
            unfollowed ->
                Response.json(
                    200,
                    new JsonObject()
                        .put("message", "Interests removed")
                        .put("removed", unfollowed.removed())));
  }
}
