package dev.flightwatch.datacollector.opensky;

import static java.time.ZoneOffset.UTC;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A query for the flights of one airport that takes one call to OpenSky.
 *
 * @param begin first second of the window; OpenSky filters departures by firstSeen and arrivals by
 *     lastSeen
 * @param end last second of the window; the window touches at most two UTC dates
 * @param timeLimit for the whole query: the wait for a connection, the token, the call, and a retry
 */
public record FlightQuery(
    AirportCode airport, Direction direction, Instant begin, Instant end, Duration timeLimit) {

  /**
   * Validates what OpenSky would reject.
   *
   * @throws IllegalArgumentException when the window is not valid for one call
   */
  public FlightQuery {
    if (begin.isAfter(end) || dateOf(end).isAfter(dateOf(begin).plusDays(1))) {
      throw new IllegalArgumentException(
          "a window must not end before it begins, nor touch more than two UTC dates");
    }
  }

  private static LocalDate dateOf(Instant instant) {
    return LocalDate.ofInstant(instant, UTC);
  }
}
