package dev.flightwatch.datacollector.opensky;

import java.util.EnumSet;
import java.util.Set;

/** The result of a call to OpenSky, for departures or for a token. */
enum CallStatus {
  OK("200"),
  NO_FLIGHTS("404"),
  UNAUTHORIZED("401"),
  RATE_LIMITED("429"),
  REFUSED("4xx"),
  BROKEN("5xx"),
  TIMEOUT("timeout"),
  UNREACHABLE("unreachable"),
  /** The response cannot be read, is too large, or has an unexpected status. */
  MALFORMED("malformed"),
  /** The call was not made. */
  WITHHELD("withheld");

  private static final Set<CallStatus> FAILURES =
      EnumSet.of(BROKEN, TIMEOUT, UNREACHABLE, MALFORMED);

  private final String label;

  CallStatus(String label) {
    this.label = label;
  }

  static CallStatus of(int status) {
    return switch (status) {
      case 200 -> OK;
      case 404 -> NO_FLIGHTS;
      case 401 -> UNAUTHORIZED;
      case 429 -> RATE_LIMITED;
      default -> status >= 500 ? BROKEN : status >= 400 ? REFUSED : MALFORMED;
    };
  }

  /** Returns whether the server failed; several failures open the circuit breaker. */
  boolean isFailure() {
    return FAILURES.contains(this);
  }

  /** Returns the value of the metric's label. */
  @Override
  public String toString() {
    return label;
  }
}
