package dev.flightwatch.datacollector.http;

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
record LastFlightEndpoint(Bus bus, ResponseCache responses) implements Endpoint {
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
