package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * The response to a call.
 *
 * @param body may be empty
 */
record EmulatorResponse(int status, Map<String, String> headers, String body) {

  static final String REMAINING = "X-Rate-Limit-Remaining";
  static final String RETRY_AFTER = "X-Rate-Limit-Retry-After-Seconds";

  private static final String CONTENT_TYPE = "Content-Type";
  private static final String JSON = "application/json;charset=UTF-8";

  static EmulatorResponse json(int status, JsonObject body) {
    return new EmulatorResponse(status, Map.of(CONTENT_TYPE, JSON), body.encode());
  }

  static EmulatorResponse json(int status, JsonArray body) {
    return new EmulatorResponse(status, Map.of(CONTENT_TYPE, JSON), body.encode());
  }

  static EmulatorResponse text(int status, String body) {
    return new EmulatorResponse(status, Map.of(CONTENT_TYPE, "text/plain;charset=UTF-8"), body);
  }

  static EmulatorResponse html(int status, String body) {
    return new EmulatorResponse(status, Map.of(CONTENT_TYPE, "text/html"), body);
  }

  static EmulatorResponse empty(int status) {
    return new EmulatorResponse(status, Map.of(), "");
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
