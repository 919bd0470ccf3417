package dev.flightwatch.datacollector.opensky;

import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** The result of a call for departures, as a metric label. */
enum CallStatus {
  OK("200"),
  NO_FLIGHTS("404"),
  UNAUTHORIZED("401"),
  RATE_LIMITED("429"),
  REFUSED("4xx"),
  BROKEN("5xx"),
  TIMEOUT,
  UNREACHABLE,
  /** The response cannot be read, is too large, or has an unexpected status. */
  MALFORMED,
  /** The call was not made. */
  WITHHELD;

  private final String label;

  CallStatus() {
    label = name().toLowerCase(Locale.ROOT);
  }

  CallStatus(String label) {
    this.label = label;
  }

  /**
   * Returns the status of a call that was made.
   *
   * @param response null when there was none
   * @param failure null when the call returned flights
   */
  static CallStatus of(HttpResponse<?> response, Throwable failure) {
    if (failure instanceof TimeoutException) {
      return TIMEOUT;
    }
    if (response == null) {
      boolean disconnected =
          failure instanceof IOException || failure instanceof HttpClosedException;
      return disconnected ? UNREACHABLE : MALFORMED;
    }
    int status = response.statusCode();
    return switch (status) {
      case 200 -> failure == null ? OK : MALFORMED;
      case 404 -> NO_FLIGHTS;
      case 401 -> UNAUTHORIZED;
      case 429 -> RATE_LIMITED;
      default -> status >= 500 ? BROKEN : status >= 400 ? REFUSED : MALFORMED;
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
