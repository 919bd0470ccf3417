package dev.flightwatch.datacollector.opensky;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * A question that OpenSky can answer in one call.
 *
 * @param airport 3 to 4 of A-Z and 0-9
 * @param begin the first second asked for; OpenSky filters on firstSeen
 * @param end the last second asked for; the window may touch at most two UTC dates
 * @param timeLimit for all that the question takes: waiting, token, call, and both once more
 */
public record DepartureQuery(String airport, Instant begin, Instant end, Duration timeLimit) {

  private static final Pattern AIRPORT = Pattern.compile("[A-Z0-9]{3,4}");

  /**
   * Checks what OpenSky would refuse.
   *
   * @throws IllegalArgumentException on a question that needs more than one call, or cannot be
   *     asked
   */
  public DepartureQuery {
    require(AIRPORT.matcher(airport).matches(), "not an airport");
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
