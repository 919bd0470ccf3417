package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Request;

/** The id that a caller gave a request, under either of its two names. */
final class RequestIds {
  static final String REQUEST_ID = "Request-ID";
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private RequestIds() {}

  /** Fails with {@code INVALID} when there is none, or there are two that differ. */
  static String of(Request call) {
    String requestId = call.header(REQUEST_ID);
    String key = call.header(IDEMPOTENCY_KEY);
    if (requestId == null && key == null) {
      throw ServiceException.invalid(REQUEST_ID, "is required, a new one for each new request");
    }
    if (requestId != null && key != null && !requestId.strip().equals(key.strip())) {
      throw ServiceException.invalid(REQUEST_ID, "must be the same as Idempotency-Key");
    }
    return requestId == null ? key : requestId;
  }
}
