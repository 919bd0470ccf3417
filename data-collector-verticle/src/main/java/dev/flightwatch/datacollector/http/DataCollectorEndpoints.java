package dev.flightwatch.datacollector.http;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.openapi.Endpoint;
import java.time.Clock;
import java.util.List;

/** The endpoints of the REST API, one per operation of its OpenAPI document. */
public final class DataCollectorEndpoints {
  private DataCollectorEndpoints() {}

  public static List<Endpoint> all(
      Bus bus, ResponseCache responses, AirportFeed feed, AircraftFeed aircraftFeed) {
    return List.of(
        new StreamEndpoint("stream", bus, feed, aircraftFeed),
        new FindAirportsEndpoint("findAirports", bus),
        new AirportDetailsEndpoint("airportDetails", bus),
        airportFlights(bus, responses, Clock.systemUTC()),
        new CachedEndpoint(
            "airportStatistics", responses, new StatisticsEndpoint(bus, Clock.systemUTC())),
        new AircraftEndpoint("airportAircraft", bus),
        new FollowAirportEndpoint("followAirport", bus),
        new OwnedEndpoint(
            new CachedEndpoint("listInterests", responses, new ListInterestsEndpoint(bus))),
        new OwnedEndpoint(new UnfollowEndpoint("removeInterests", bus)),
        new CachedEndpoint("lastFlight", responses, new LastFlightEndpoint(bus)),
        new CachedEndpoint("averageFlights", responses, new AverageFlightsEndpoint(bus)),
        new OwnedEndpoint(
            new CachedEndpoint(
                "flightsOfInterests", responses, new FlightsOfInterestsEndpoint(bus))));
  }

  private static Endpoint airportFlights(Bus bus, ResponseCache responses, Clock clock) {
    Endpoint pages =
        new CachedEndpoint("airportFlights", responses, new AirportFlightsEndpoint(bus, clock));
    return new ExportableFlightsEndpoint(pages, bus, clock);
  }
}
