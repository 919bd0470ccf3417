package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * What a call is answered with.
 *
 * @param body empty for none
 */
record Answer(int status, Map<String, String> headers, String body) {

  static final String REMAINING = "X-Rate-Limit-Remaining";
  static final String RETRY_AFTER = "X-Rate-Limit-Retry-After-Seconds";

  private static final String CONTENT_TYPE = "Content-Type";
  private static final String JSON = "application/json;charset=UTF-8";

  static Answer json(int status, JsonObject body) {
    return new Answer(status, Map.of(CONTENT_TYPE, JSON), body.encode());
  }

  static Answer json(int status, JsonArray body) {
    return new Answer(status, Map.of(CONTENT_TYPE, JSON), body.encode());
  }

  static Answer text(int status, String body) {
    return new Answer(status, Map.of(CONTENT_TYPE, "text/plain;charset=UTF-8"), body);
  }

  static Answer html(int status, String body) {
    return new Answer(status, Map.of(CONTENT_TYPE, "text/html"), body);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), "");
  }

  Answer with(String header, Object value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value.toString());
    return new Answer(status, Map.copyOf(more), body);
  }

  Answer withBody(String newBody) {
    return new Answer(status, headers, newBody);
  }
}
