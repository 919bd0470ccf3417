package dev.flightwatch.datacollector.details;

import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.collection.AirportMark;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.toolkit.bus.Command;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

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

  public static final Command<FindNames, Names> FIND_NAMES =
      new Command<>(
          "data-collector.airports.find-names",
          FindNames.class,
          Names.class,
          Duration.ofSeconds(1));
  public static final Command<FindMarks, FoundMarks> FIND_MARKS =
      new Command<>(
          "data-collector.airports.find-marks",
          FindMarks.class,
          FoundMarks.class,
          Duration.ofMillis(5_500));

  /** Its timeout is longer than the deadlines of the database operations. */
  public static final Command<FindSummaries, FoundSummaries> FIND_SUMMARIES =
      new Command<>(
          "data-collector.airports.find-summaries",
          FindSummaries.class,
          FoundSummaries.class,
          Duration.ofSeconds(11));

  private AirportMessages() {}

  /** Requests the airports whose city, name or code a text begins. */
  public record FindAirports(String query, int limit) {}

  /** The airports that were found, the best first. */
  public record FoundAirports(List<Airport> airports) {}

  /** Requests what shows that something about airports has changed. */
  public record FindMarks(List<AirportCode> airports) {}

  /** The marks of all the airports, also of those that were never collected. */
  public record FoundMarks(List<AirportMark> marks) {}

  /** Requests the summaries of airports. */
  public record FindSummaries(List<AirportCode> airports) {}

  /** The summaries of all the airports. */
  public record FoundSummaries(List<AirportSummary> summaries) {}

  /** Requests the details of an airport. Fails with NOT_FOUND when it is unknown and unfollowed. */
  public record GetDetails(AirportCode code) {}

  /** Requests the airports with these ICAO codes, and the airlines that use these callsigns. */
  public record FindNames(List<String> airports, List<String> callsigns) {}

  /**
   * The airports and airlines that are in the tables, in the order of their codes.
   *
   * @param codeToAirline ICAO codes and trade names
   */
  public record Names(List<Airport> airports, SortedMap<String, String> codeToAirline) {}
}
