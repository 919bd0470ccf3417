package dev.flightwatch.embedded.opensky;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Something that goes wrong on purpose.
 *
 * @param kind what goes wrong
 * @param door where
 * @param airport only in calls about this one; null: in all
 * @param times in how many calls; {@link #UNTIL_CLEARED} has no end
 * @param delay how much later than at once the call is answered, whatever the kind
 * @param status what a {@link Kind#STATUS} answers
 * @param retryAfterSeconds the header of a status 429; null: the answer lacks it
 */
public record Fault(
    Kind kind,
    Door door,
    String airport,
    int times,
    Duration delay,
    int status,
    Integer retryAfterSeconds) {

  /** What goes wrong. */
  public enum Kind {
    /** Another status than the right one. */
    STATUS,
    /** The right answer, late. */
    SLOW,
    /** The connection ends with no answer. */
    DROP,
    /** The connection ends after the head of the right answer. */
    DROP_AFTER_HEADERS,
    /** Half of the right answer's body, in a well-formed HTTP answer. */
    TRUNCATED_JSON,
    /** A 200 with a web page. */
    HTML,
    /** A 200 with a JSON array of anything but flights; an object where one is expected. */
    GARBAGE
  }

  /** Which of OpenSky's two servers has the fault. */
  public enum Door {
    API,
    TOKEN
  }

  public static final int UNTIL_CLEARED = Integer.MAX_VALUE;

  static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

  public Fault {
    requireNonNull(kind);
    requireNonNull(door);
    require(times >= 1, "times must be at least 1");
    require(
        !delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0,
        "delay_millis must be 0 to " + LONGEST_DELAY.toMillis());
    require(kind != Kind.STATUS || status >= 400 && status <= 599, "status must be 400 to 599");
    require(
        retryAfterSeconds == null || retryAfterSeconds >= 0,
        "retry_after_seconds must not be negative");
  }

  /** In every call of the API until cleared. */
  public static Fault of(Kind kind) {
    return new Fault(kind, Door.API, null, UNTIL_CLEARED, Duration.ZERO, 0, null);
  }

  public static Fault status(int status) {
    return new Fault(Kind.STATUS, Door.API, null, UNTIL_CLEARED, Duration.ZERO, status, null);
  }

  public static Fault slow(Duration delay) {
    return of(Kind.SLOW).after(delay);
  }

  public static Fault tooManyRequests(int retryAfterSeconds) {
    return new Fault(
        Kind.STATUS, Door.API, null, UNTIL_CLEARED, Duration.ZERO, 429, retryAfterSeconds);
  }

  public Fault at(Door newDoor) {
    return new Fault(kind, newDoor, airport, times, delay, status, retryAfterSeconds);
  }

  public Fault forAirport(String newAirport) {
    return new Fault(kind, door, newAirport, times, delay, status, retryAfterSeconds);
  }

  public Fault times(int newTimes) {
    return new Fault(kind, door, airport, newTimes, delay, status, retryAfterSeconds);
  }

  public Fault after(Duration newDelay) {
    return new Fault(kind, door, airport, times, newDelay, status, retryAfterSeconds);
  }

  boolean strikes(Door atDoor, String atAirport) {
    return door == atDoor && (airport == null || airport.equals(atAirport));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
