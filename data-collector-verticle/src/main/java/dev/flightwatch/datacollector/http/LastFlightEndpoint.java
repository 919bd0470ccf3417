package dev.flightwatch.datacollector.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindLast;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.cache.ResponseCache.Cacheable;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import java.util.List;

/** {@code GET /flights/last}: the flight of an airport with the greatest firstSeen. */
final class LastFlightEndpoint implements Endpoint {
  private final Bus bus;
  private final ResponseCache answers;

  LastFlightEndpoint(Bus bus, ResponseCache answers) {
    this.bus = requireNonNull(bus);
    this.answers = requireNonNull(answers);
  }

  @Override
  public String operationId() {
    return "lastFlight";
  }

  @Override
  public Future<Response> handle(Request call) {
    return answers.get(operationId(), call, () -> ask(call.query("airport")));
  }

  private Future<Cacheable> ask(String airport) {
    return bus.request(FlightMessages.LAST, new FindLast(airport))
        .map(
            found ->
                new Cacheable(
                    Responses.revalidated(Response.json(200, found.flight())),
                    List.of(AirportCode.parse(airport))));
  }
}
