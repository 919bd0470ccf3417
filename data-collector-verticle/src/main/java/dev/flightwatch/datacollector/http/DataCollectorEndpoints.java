package dev.flightwatch.datacollector.http;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Endpoint;
import java.util.List;

/** The operations of the data collector's OpenAPI document. */
public final class DataCollectorEndpoints {
  /** The document, among the resources. */
  public static final String CONTRACT = "openapi/data-collector.yaml";

  private DataCollectorEndpoints() {}

  public static List<Endpoint> all(Bus bus) {
    return List.of(
        new FollowAirportEndpoint(bus),
        new ListInterestsEndpoint(bus),
        new RemoveInterestsEndpoint(bus),
        new LastFlightEndpoint(bus),
        new AverageFlightsEndpoint(bus),
        new FlightsOfInterestsEndpoint(bus));
  }
}
