package dev.flightwatch.datacollector.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.Interests;
import dev.flightwatch.datacollector.interests.InterestMessages.ListInterests;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.cache.ResponseCache.Cacheable;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code GET /interests}: the airports that an address follows. */
final class ListInterestsEndpoint implements Endpoint {
  private final Bus bus;
  private final ResponseCache answers;

  ListInterestsEndpoint(Bus bus, ResponseCache answers) {
    this.bus = requireNonNull(bus);
    this.answers = requireNonNull(answers);
  }

  @Override
  public String operationId() {
    return "listInterests";
  }

  @Override
  public Future<Response> handle(Request call) {
    return answers.get(operationId(), call, () -> ask(call.query("email")));
  }

  private Future<Cacheable> ask(String email) {
    return bus.request(InterestMessages.LIST, new ListInterests(email))
        .map(
            interests ->
                new Cacheable(
                    Response.json(200, body(interests)),
                    List.of(new EmailAddress(interests.email()))));
  }

  private static JsonObject body(Interests interests) {
    return new JsonObject()
        .put("user", interests.email())
        .put("airports", new JsonArray(interests.airports()));
  }
}
