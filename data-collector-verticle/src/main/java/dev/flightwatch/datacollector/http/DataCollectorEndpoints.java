package dev.flightwatch.datacollector.http;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.openapi.Endpoint;
import java.util.List;

/** The endpoints of the REST API, one per operation of its OpenAPI document. */
public final class DataCollectorEndpoints {
  private DataCollectorEndpoints() {}

  public static List<Endpoint> all(Bus bus, ResponseCache responses) {
    return List.of(
        new FollowAirportEndpoint(bus),
        new ListInterestsEndpoint(bus, responses),
        new UnfollowEndpoint(bus),
        new LastFlightEndpoint(bus, responses),
        new AverageFlightsEndpoint(bus, responses),
        new FlightsOfInterestsEndpoint(bus, responses));
  }
}
