package dev.flightwatch.datacollector.opensky;

import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** What came of a call for departures, in a word for figures. */
enum CallStatus {
  OK("200"),
  NO_FLIGHTS("404"),
  UNAUTHORIZED("401"),
  RATE_LIMITED("429"),
  REFUSED("4xx"),
  BROKEN("5xx"),
  TIMEOUT,
  UNREACHABLE,
  /** An answer that cannot be read, or is too large, or of a status that means nothing here. */
  MALFORMED,
  /** No call was made. */
  WITHHELD;

  private final String word;

  CallStatus() {
    word = name().toLowerCase(Locale.ROOT);
  }

  CallStatus(String word) {
    this.word = word;
  }

  /**
   * Of a call that was made.
   *
   * @param response null when none came
   * @param failure why there are no flights; null when there are
   */
  static CallStatus of(HttpResponse<?> response, Throwable failure) {
    if (failure instanceof TimeoutException) {
      return TIMEOUT;
    }
    if (response == null) {
      boolean cut = failure instanceof IOException || failure instanceof HttpClosedException;
      return cut ? UNREACHABLE : MALFORMED;
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
    return word;
  }
}
