package dev.flightwatch.datacollector.testing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An HTTP response.
 *
 * @param headers by their names in lower case
 */
public record HttpReply(int status, Map<String, String> headers, Buffer body) {
  public String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  public JsonObject json() {
    return body.toJsonObject();
  }

  public String code() {
    return json().getString("code");
  }

  /** Returns the invalid fields. */
  public List<String> fields() {
    return json().getJsonArray("errors", new JsonArray()).stream()
        .map(error -> ((JsonObject) error).getString("field"))
        .toList();
  }
}
