package dev.flightwatch.datacollector.opensky;

import java.time.Duration;

/**
 * A failure to read OpenSky. The message can be logged and shown: it contains no secrets and no
 * text from a server.
 */
abstract sealed class OpenSkyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private OpenSkyException(String reason) {
    super(reason, null, false, false);
  }

  /** A timeout, a lost connection, a 5xx, or a malformed response. Opens the circuit breaker. */
  static final class CallFailed extends OpenSkyException {
    private static final long serialVersionUID = 1;

    CallFailed(String reason) {
      super(reason);
    }
  }

  /** OpenSky rejected the call with a 4xx. */
  static sealed class CallRejected extends OpenSkyException {
    private static final long serialVersionUID = 1;

    CallRejected(String reason) {
      super(reason);
    }
  }

  /** OpenSky rejected the access token. */
  static final class Unauthorized extends CallRejected {
    private static final long serialVersionUID = 1;

    Unauthorized() {
      super("OpenSky rejected the access token (401)");
    }
  }

  /** OpenSky received too many requests. */
  static final class RateLimited extends OpenSkyException {
    private static final long serialVersionUID = 1;
    private final Duration retryAfter;

    RateLimited(Duration retryAfter) {
      super("OpenSky received too many requests (429)");
      this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
      return retryAfter;
    }
  }

  /** The call was not made. */
  static final class CallSkipped extends OpenSkyException {
    private static final long serialVersionUID = 1;

    CallSkipped(String reason) {
      super(reason);
    }
  }
}
