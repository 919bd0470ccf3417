package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindLast;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache.Load;
import dev.flightwatch.toolkit.http.Request;
import java.util.function.Function;

/** {@code GET /flights/last}: the flight of an airport with the greatest firstSeen. */
record LastFlightEndpoint(Bus bus) implements Function<Request, Load> {
  @Override
  public Load apply(Request request) {
    AirportCode airport = AirportCode.parse(request.query("airport"));
    return Load.about(
        airport,
        () ->
            bus.request(FlightMessages.FIND_LAST, new FindLast(airport))
                .map(flight -> FlightJson.revalidated(FlightJson.flight(flight))));
  }
}
