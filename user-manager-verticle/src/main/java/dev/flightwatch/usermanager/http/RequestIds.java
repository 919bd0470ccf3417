package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Request;

/** Reads the id of a request, which has either of two names. */
final class RequestIds {
  private static final String REQUEST_ID = "Request-ID";

  private RequestIds() {}

  /**
   * Returns the id without surrounding spaces. Fails with {@code INVALID} when there is none, or
   * when there are two that differ.
   */
  static String of(Request request) {
    String requestId = request.header(REQUEST_ID);
    String key = request.header("Idempotency-Key");
    if (requestId == null && key == null) {
      throw ServiceException.invalid(REQUEST_ID, "is required, a new one for each new request");
    }
    if (requestId != null && key != null && !requestId.strip().equals(key.strip())) {
      throw ServiceException.invalid(REQUEST_ID, "must be the same as Idempotency-Key");
    }
    return (requestId == null ? key : requestId).strip();
  }
}
