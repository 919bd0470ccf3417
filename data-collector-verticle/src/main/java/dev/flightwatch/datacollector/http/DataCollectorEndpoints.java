package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.openapi.Endpoint;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The endpoints of the REST API, one per operation of its OpenAPI document. */
public final class DataCollectorEndpoints {
  private DataCollectorEndpoints() {}

  public static List<Endpoint> all(
      Bus bus,
      ResponseCache responses,
      AirportFeed feed,
      AircraftFeed aircraftFeed,
      Supplier<DataOrigin> origin) {
    Clock clock = Clock.systemUTC();
    return List.of(
        new StreamEndpoint("stream", bus, feed, aircraftFeed),
        new FindAirportsEndpoint("findAirports", bus),
        new AirportDetailsEndpoint("airportDetails", bus, origin),
        airportFlights(bus, responses, origin, clock),
        new CachedEndpoint(
            "airportStatistics", responses, new StatisticsEndpoint(bus, origin, clock)),
        new AircraftEndpoint("airportAircraft", bus, origin),
        new FollowAirportEndpoint("followAirport", bus, origin),
        new OwnedEndpoint(
            new CachedEndpoint("listInterests", responses, new ListInterestsEndpoint(bus))),
        new OwnedEndpoint(new UnfollowEndpoint("removeInterests", bus)),
        new CachedEndpoint("lastFlight", responses, new LastFlightEndpoint(bus, origin)),
        new CachedEndpoint("averageFlights", responses, new AverageFlightsEndpoint(bus, origin)),
        new OwnedEndpoint(
            new CachedEndpoint(
                "flightsOfInterests", responses, new FlightsOfInterestsEndpoint(bus, origin))));
  }

  private static Endpoint airportFlights(
      Bus bus, ResponseCache responses, Supplier<DataOrigin> origin, Clock clock) {
    Endpoint pages =
        new CachedEndpoint(
            "airportFlights", responses, new AirportFlightsEndpoint(bus, origin, clock));
    return new ExportableFlightsEndpoint(pages, bus, origin, clock);
  }
}
