package dev.flightwatch.datacollector.opensky;

import io.vertx.circuitbreaker.CircuitBreakerState;
import java.time.Instant;

/**
 * The status of the flight source.
 *
 * @param breaker null in mode {@link Mode#MOCK}
 * @param pausedUntil end of the pause after a 429; null when calls are not paused
 * @param creditsRemaining today's remaining credits in OpenSky's latest response; null before the
 *     first response that has them
 * @param lastFailure why the latest call failed; null when it succeeded or there was none
 */
public record OpenSkyStatus(
    Mode mode,
    CircuitBreakerState breaker,
    Instant pausedUntil,
    TokenState token,
    Integer creditsRemaining,
    String lastFailure) {

  /** The kind of source. */
  public enum Mode {
    OPENSKY,
    /** No credentials: no calls are made. */
    MOCK
  }

  /** The state of the access token. */
  public enum TokenState {
    /** No token was requested yet, or the last one has expired. */
    NONE,
    VALID,
    /** The token server rejects the client. */
    REFUSED,
    /** The token server cannot be reached. */
    FAILED
  }

  /** Returns the status of a source without credentials. */
  public static OpenSkyStatus mock() {
    return new OpenSkyStatus(Mode.MOCK, null, null, TokenState.NONE, null, null);
  }

  /** Returns false while the circuit breaker withholds calls. */
  public boolean isAvailable() {
    return breaker == null || breaker == CircuitBreakerState.CLOSED;
  }

  /** Returns whether credentials are set and real flights still cannot be read. */
  public boolean degraded() {
    return mode == Mode.OPENSKY && (!isAvailable() || pausedUntil != null || lastFailure != null);
  }
}
