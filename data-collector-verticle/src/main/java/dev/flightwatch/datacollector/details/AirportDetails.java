package dev.flightwatch.datacollector.details;

import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Source;
import java.time.Instant;
import java.util.Optional;

/**
 * An airport and the state of its collection.
 *
 * @param airport empty when the code is not in the reference table
 * @param isFollowed whether anybody follows the airport
 * @param source source of the departures that are shown; empty when there are none
 * @param lastReadAt when the airport was last read live
 * @param nextReadAt when the airport is next due; empty when nobody follows it
 * @param history empty when nobody follows it
 */
public record AirportDetails(
    AirportCode code,
    Optional<Airport> airport,
    boolean isFollowed,
    Optional<Source> source,
    Optional<Instant> lastReadAt,
    Optional<Instant> nextReadAt,
    Optional<History> history) {

  /**
   * The reading of an airport's history.
   *
   * @param days days to read; 0 when the history is not read
   * @param daysMissing days that are not read yet in both directions
   */
  public record History(int days, int daysMissing) {}
}
