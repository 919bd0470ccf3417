package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindLast;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache.Load;
import dev.flightwatch.toolkit.http.Request;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code GET /flights/last}: the flight of an airport with the greatest time. */
record LastFlightEndpoint(Bus bus, Supplier<DataOrigin> origin) implements Function<Request, Load> {
  @Override
  public Load apply(Request request) {
    AirportCode airport = AirportCode.parse(request.query("airport"));
    Direction direction = Direction.ofLabel(request.query("direction"));
    return Load.about(
        airport,
        () ->
            bus.request(FlightMessages.FIND_LAST, new FindLast(airport, direction))
                .map(flight -> FlightJson.revalidated(FlightJson.flight(flight, origin.get()))));
  }
}
