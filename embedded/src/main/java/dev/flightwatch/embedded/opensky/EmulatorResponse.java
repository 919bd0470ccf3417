package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * The response to a call.
 *
 * @param body may be empty
 */
record EmulatorResponse(int status, Map<String, String> headers, String body) {

  static final String REMAINING = "X-Rate-Limit-Remaining";

  private static final String CONTENT_TYPE = "Content-Type";

  static EmulatorResponse json(int status, Object body) {
    return empty(status)
        .with(CONTENT_TYPE, "application/json;charset=UTF-8")
        .withBody(Json.encode(body));
  }

  static EmulatorResponse text(int status, String body) {
    return empty(status).with(CONTENT_TYPE, "text/plain;charset=UTF-8").withBody(body);
  }

  /** Returns a page of a reverse proxy. */
  static EmulatorResponse html(int status) {
    return empty(status)
        .with(CONTENT_TYPE, "text/html")
        .withBody("<html><body><h1>%d</h1><hr>nginx</body></html>".formatted(status));
  }

  static EmulatorResponse empty(int status) {
    return new EmulatorResponse(status, Map.of(), "");
  }

  static EmulatorResponse badToken() {
    return empty(401).with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  static EmulatorResponse tooManyRequests(long retryAfterSeconds) {
    return text(429, "Too many requests")
        .with("X-Rate-Limit-Retry-After-Seconds", retryAfterSeconds);
  }

  EmulatorResponse with(String header, Object value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value.toString());
    return new EmulatorResponse(status, Map.copyOf(more), body);
  }

  EmulatorResponse withBody(String newBody) {
    return new EmulatorResponse(status, headers, newBody);
  }
}
