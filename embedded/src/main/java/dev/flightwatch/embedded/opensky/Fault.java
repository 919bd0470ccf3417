package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FaultKind.STATUS;
import static dev.flightwatch.embedded.opensky.FaultTarget.API;
import static java.time.Duration.ZERO;
import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/**
 * A fault that the emulator injects into calls.
 *
 * @param kind what the fault does
 * @param target the server that it affects
 * @param airport affects only calls about this airport; null: all calls
 * @param path affects only calls of this path, such as {@code /api/flights/arrival}; null: all
 *     calls
 * @param times the number of calls that it affects; {@link #UNTIL_CLEARED} for no limit
 * @param delay how long the response is delayed; applies to all kinds
 * @param status the status of a {@link FaultKind#STATUS} fault
 * @param retryAfterSeconds the retry header of a status 429; null: none
 */
public record Fault(
    FaultKind kind,
    FaultTarget target,
    String airport,
    String path,
    int times,
    Duration delay,
    int status,
    Integer retryAfterSeconds) {

  public static final int UNTIL_CLEARED = Integer.MAX_VALUE;

  public Fault {
    if (times < 1 || delay.isNegative() || kind == STATUS && (status < 400 || status > 599)) {
      throw new IllegalArgumentException(
          "times must be positive, delay_millis not negative, status 400 to 599");
    }
    if (path != null && !path.startsWith("/")) {
      throw new IllegalArgumentException("path must start with /");
    }
  }

  /** Returns a fault in every API call, until it is cleared. */
  public static Fault of(FaultKind kind) {
    return new Fault(kind, API, null, null, UNTIL_CLEARED, ZERO, 0, null);
  }

  /**
   * Parses a fault of the control API.
   *
   * @throws RuntimeException if a field is missing, invalid or of the wrong type
   */
  static Fault of(JsonObject json) {
    return new Fault(
        FaultKind.valueOf(constant(json.getString("fault"))),
        FaultTarget.valueOf(constant(json.getString("on", "api"))),
        json.getString("airport"),
        json.getString("path"),
        json.getInteger("times", UNTIL_CLEARED),
        Duration.ofMillis(json.getLong("delay_millis", 0L)),
        json.getInteger("status", 0),
        json.getInteger("retry_after_seconds"));
  }

  public static Fault status(int status) {
    return new Fault(STATUS, API, null, null, UNTIL_CLEARED, ZERO, status, null);
  }

  public static Fault tooManyRequests(int retryAfterSeconds) {
    return new Fault(STATUS, API, null, null, UNTIL_CLEARED, ZERO, 429, retryAfterSeconds);
  }

  public static Fault slow(Duration delay) {
    return of(FaultKind.SLOW).after(delay);
  }

  public Fault on(FaultTarget newTarget) {
    return new Fault(kind, newTarget, airport, path, times, delay, status, retryAfterSeconds);
  }

  public Fault forAirport(String newAirport) {
    return new Fault(kind, target, newAirport, path, times, delay, status, retryAfterSeconds);
  }

  public Fault forPath(String newPath) {
    return new Fault(kind, target, airport, newPath, times, delay, status, retryAfterSeconds);
  }

  public Fault times(int newTimes) {
    return new Fault(kind, target, airport, path, newTimes, delay, status, retryAfterSeconds);
  }

  public Fault after(Duration newDelay) {
    return new Fault(kind, target, airport, path, times, newDelay, status, retryAfterSeconds);
  }

  boolean appliesTo(FaultTarget calledTarget, String calledAirport, String calledPath) {
    return target == calledTarget
        && (airport == null || airport.equals(calledAirport))
        && (path == null || path.equals(calledPath));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("fault", name(kind))
        .put("on", name(target))
        .put("airport", airport)
        .put("path", path)
        .put("times", times)
        .put("delay_millis", delay.toMillis())
        .put("status", status)
        .put("retry_after_seconds", retryAfterSeconds);
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String constant(String name) {
    return requireNonNull(name, "fault is missing").toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
