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
  private final ResponseCache responses;

  LastFlightEndpoint(Bus bus, ResponseCache responses) {
    this.bus = requireNonNull(bus);
    this.responses = requireNonNull(responses);
  }

  @Override
  public String operationId() {
    return "lastFlight";
  }

  @Override
  public Future<Response> handle(Request request) {
    return responses.get(operationId(), request, () -> load(request));
  }

  private Future<Cacheable> load(Request request) {
    AirportCode airport = AirportCode.parse(request.query("airport"));
    return bus.request(FlightMessages.FIND_LAST, new FindLast(airport))
        .map(
            flight ->
                new Cacheable(
                    Responses.revalidated(Response.json(200, FlightJson.flight(flight))),
                    List.of(airport)));
  }
}
