package dev.flightwatch.datacollector.details;

import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.toolkit.bus.Command;
import java.time.Duration;
import java.util.List;

/** The commands on airports. */
public final class AirportMessages {
  public static final Command<FindAirports, FoundAirports> FIND =
      new Command<>(
          "data-collector.airports.find",
          FindAirports.class,
          FoundAirports.class,
          Duration.ofSeconds(1));

  /** Its timeout is longer than the deadline of a database operation, 5 s. */
  public static final Command<GetDetails, AirportDetails> GET_DETAILS =
      new Command<>(
          "data-collector.airports.get-details",
          GetDetails.class,
          AirportDetails.class,
          Duration.ofMillis(5_500));

  private AirportMessages() {}

  /** Requests the airports whose city, name or code a text begins. */
  public record FindAirports(String query, int limit) {}

  /** The airports that were found, the best first. */
  public record FoundAirports(List<Airport> airports) {}

  /** Requests the details of an airport. Fails with NOT_FOUND when it is unknown and unfollowed. */
  public record GetDetails(AirportCode code) {}
}
