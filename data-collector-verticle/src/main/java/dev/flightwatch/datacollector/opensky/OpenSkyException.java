package dev.flightwatch.datacollector.opensky;

import java.time.Duration;

/** Why OpenSky could not be read. The message is fit to be shown: no secrets, no foreign text. */
abstract sealed class OpenSkyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private OpenSkyException(String reason) {
    super(reason, null, false, false);
  }

  /** The network's or the server's: a timeout, a lost connection, a 5xx, a malformed answer. */
  static final class Fault extends OpenSkyException {
    private static final long serialVersionUID = 1;

    Fault(String reason) {
      super(reason);
    }
  }

  /** OpenSky works, and said no. */
  static sealed class Refused extends OpenSkyException {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
      super(reason);
    }
  }

  /** The token is not, or no longer, good. */
  static final class Unauthorized extends Refused {
    private static final long serialVersionUID = 1;

    Unauthorized() {
      super("OpenSky refused the token (401)");
    }
  }

  /** Too many requests. */
  static final class RateLimited extends OpenSkyException {
    private static final long serialVersionUID = 1;
    private final Duration retryAfter;

    RateLimited(Duration retryAfter) {
      super("OpenSky has had too many requests (429)");
      this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
      return retryAfter;
    }
  }

  /** No call was made. */
  static final class Withheld extends OpenSkyException {
    private static final long serialVersionUID = 1;

    Withheld(String reason) {
      super(reason);
    }
  }
}
