package dev.flightwatch.datacollector.opensky;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A query for departures that takes one call to OpenSky.
 *
 * @param begin first second of the window; OpenSky filters by firstSeen
 * @param end last second of the window; the window touches at most two UTC dates
 * @param timeLimit for the whole query: the wait for a connection, the token, the call, and a retry
 */
public record DepartureQuery(AirportCode airport, Instant begin, Instant end, Duration timeLimit) {

  /**
   * Validates what OpenSky would reject.
   *
   * @throws IllegalArgumentException when the window is not valid for one call
   */
  public DepartureQuery {
    requireNonNull(airport);
    require(!begin.isAfter(end), "a window must not end before it begins");
    require(isJavaInt(begin) && isJavaInt(end), "OpenSky's seconds are Java ints");
    require(
        !dateOf(end).isAfter(dateOf(begin).plusDays(1)),
        "a window must not touch more than two UTC dates");
    requireNonNull(timeLimit);
  }

  private static boolean isJavaInt(Instant instant) {
    return instant.getEpochSecond() >= 0 && instant.getEpochSecond() <= Integer.MAX_VALUE;
  }

  private static LocalDate dateOf(Instant instant) {
    return LocalDate.ofInstant(instant, UTC);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
