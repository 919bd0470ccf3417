package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.aircraft.AircraftMessages;
import dev.flightwatch.datacollector.aircraft.AircraftMessages.WatchAircraft;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * {@code GET /airports/{code}/aircraft}: the aircraft around an airport. Not cached: the service
 * shares each read, and has to know that the airport is watched.
 */
record AircraftEndpoint(String operationId, Bus bus, Supplier<DataOrigin> origin)
    implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    WatchAircraft watch = new WatchAircraft(AirportCode.parse(request.path("code")));
    return bus.request(AircraftMessages.WATCH, watch)
        .map(aircraft -> FlightJson.revalidated(AircraftJson.of(aircraft, origin.get())));
  }
}
