package dev.flightwatch.datacollector.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindPage;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
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
import java.util.ArrayList;
import java.util.List;

/** {@code GET /flights/my-interests}: the flights of the airports that an address follows. */
final class FlightsOfInterestsEndpoint implements Endpoint {
  private final Bus bus;
  private final ResponseCache answers;

  FlightsOfInterestsEndpoint(Bus bus, ResponseCache answers) {
    this.bus = requireNonNull(bus);
    this.answers = requireNonNull(answers);
  }

  @Override
  public String operationId() {
    return "flightsOfInterests";
  }

  @Override
  public Future<Response> handle(Request call) {
    return answers.get(operationId(), call, () -> ask(call));
  }

  private Future<Cacheable> ask(Request call) {
    int limit = call.queryInt("limit");
    String cursor = call.query("cursor");
    return bus.request(InterestMessages.LIST, new ListInterests(call.query("email")))
        .compose(
            interests ->
                bus.request(FlightMessages.PAGE, new FindPage(interests.airports(), limit, cursor))
                    .map(
                        page ->
                            new Cacheable(
                                Responses.revalidated(
                                    Response.json(200, body(interests.email(), page))),
                                subjects(interests))));
  }

  private static List<Object> subjects(Interests interests) {
    List<Object> subjects = new ArrayList<>();
    subjects.add(new EmailAddress(interests.email()));
    interests.airports().forEach(airport -> subjects.add(new AirportCode(airport)));
    return subjects;
  }

  private static JsonObject body(String email, FlightPage page) {
    return new JsonObject()
        .put("user", email)
        .put("total_flights_found", page.total())
        .put("flights", new JsonArray(page.flights()))
        .put("next", page.next());
  }
}
