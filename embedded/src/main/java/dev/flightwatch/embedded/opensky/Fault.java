package dev.flightwatch.embedded.opensky;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A fault that the emulator injects into calls.
 *
 * @param kind what the fault does
 * @param target the server that it affects
 * @param airport affects only calls about this airport; null: all calls
 * @param times the number of calls that it affects; {@link #UNTIL_CLEARED} for no limit
 * @param delay how long the response is delayed; applies to all kinds
 * @param status the status of a {@link FaultKind#STATUS} fault
 * @param retryAfterSeconds the retry header of a status 429; null: none
 */
public record Fault(
    FaultKind kind,
    FaultTarget target,
    String airport,
    int times,
    Duration delay,
    int status,
    Integer retryAfterSeconds) {

  public static final int UNTIL_CLEARED = Integer.MAX_VALUE;

  static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

  public Fault {
    requireNonNull(kind);
    requireNonNull(target);
    require(times >= 1, "times must be at least 1");
    require(
        !delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0,
        "delay_millis must be 0 to " + LONGEST_DELAY.toMillis());
    require(
        kind != FaultKind.STATUS || status >= 400 && status <= 599, "status must be 400 to 599");
    require(
        retryAfterSeconds == null || retryAfterSeconds >= 0,
        "retry_after_seconds must not be negative");
  }

  /** Returns a fault in every API call, until it is cleared. */
  public static Fault of(FaultKind kind) {
    return new Fault(kind, FaultTarget.API, null, UNTIL_CLEARED, Duration.ZERO, 0, null);
  }

  public static Fault status(int status) {
    return new Fault(
        FaultKind.STATUS, FaultTarget.API, null, UNTIL_CLEARED, Duration.ZERO, status, null);
  }

  public static Fault slow(Duration delay) {
    return of(FaultKind.SLOW).after(delay);
  }

  public static Fault tooManyRequests(int retryAfterSeconds) {
    return new Fault(
        FaultKind.STATUS,
        FaultTarget.API,
        null,
        UNTIL_CLEARED,
        Duration.ZERO,
        429,
        retryAfterSeconds);
  }

  public Fault on(FaultTarget newTarget) {
    return new Fault(kind, newTarget, airport, times, delay, status, retryAfterSeconds);
  }

  public Fault forAirport(String newAirport) {
    return new Fault(kind, target, newAirport, times, delay, status, retryAfterSeconds);
  }

  public Fault times(int newTimes) {
    return new Fault(kind, target, airport, newTimes, delay, status, retryAfterSeconds);
  }

  public Fault after(Duration newDelay) {
    return new Fault(kind, target, airport, times, newDelay, status, retryAfterSeconds);
  }

  boolean appliesTo(FaultTarget calledTarget, String calledAirport) {
    return target == calledTarget && (airport == null || airport.equals(calledAirport));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
