package dev.flightwatch.datacollector.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.ListInterests;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Answer;
import dev.flightwatch.toolkit.http.Call;
import dev.flightwatch.toolkit.http.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code GET /interests}: the airports that an address follows. */
final class ListInterestsEndpoint implements Endpoint {
  private final Bus bus;

  ListInterestsEndpoint(Bus bus) {
    this.bus = requireNonNull(bus);
  }

  @Override
  public String operationId() {
    return "listInterests";
  }

  @Override
  public Future<Answer> handle(Call call) {
    return bus.ask(InterestMessages.LIST, new ListInterests(call.query("email")))
        .map(
            interests ->
                Answer.json(
                    200,
                    new JsonObject()
                        .put("user", interests.email())
                        .put("airports", new JsonArray(interests.airports()))));
  }
}
