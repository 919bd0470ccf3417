package dev.flightwatch.standalone.contract;

import dev.flightwatch.testkit.HttpTestClient.Reply;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the differences between responses and their document. Belongs to one thread. */
public final class ResponseCheck {
  /** Headers that HTTP defines, which no document repeats. */
  private static final Set<String> DEFINED_BY_HTTP =
      Set.of("content-type", "content-length", "transfer-encoding", "connection", "vary");

  private final Schemas schemas = new Schemas();

  /**
   * Returns the violations of a response.
   *
   * @param responses the documented responses by status
   */
  public List<String> violations(JsonObject responses, Reply received) {
    JsonObject response = responses.getJsonObject(Integer.toString(received.status()));
    if (response == null) {
      return List.of("status is not documented");
    }
    List<String> violations = new ArrayList<>();
    Map<String, Object> documented = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    documented.putAll(response.getJsonObject("headers").getMap());
    received.headers().keySet().stream()
        .filter(name -> !DEFINED_BY_HTTP.contains(name) && !documented.containsKey(name))
        .forEach(name -> violations.add("header " + name + " is not documented"));
    documented.forEach(
        (name, header) ->
            checkHeader(name, (JsonObject) header, received.header(name), violations));
    checkBody(response.getJsonObject("content", new JsonObject()), received, violations);
    return violations;
  }

  private void checkHeader(String name, JsonObject header, String value, List<String> violations) {
    if (value == null && header.getBoolean("required", false)) {
      violations.add("header " + name + " is missing");
    } else if (value != null && !schemas.acceptsText(header.getJsonObject("schema"), value)) {
      violations.add("header " + name + " violates its schema: " + value);
    }
  }

  private void checkBody(JsonObject content, Reply received, List<String> violations) {
    String type = received.header("Content-Type");
    if (content.isEmpty() && received.body().length() > 0) {
      violations.add("there is an undocumented body");
    } else if (!content.isEmpty() && !content.containsKey(String.valueOf(type))) {
      violations.add("media type " + type + " is not documented");
    } else if (!content.isEmpty()) {
      JsonObject schema = content.getJsonObject(type).getJsonObject("schema");
      Object body =
          type.endsWith("json") ? Json.decodeValue(received.body()) : received.body().toString();
      OutputUnit result = schemas.validate(schema, body);
      if (!result.getValid()) {
        violations.add("the body violates its schema: " + result.getErrors());
      }
    }
  }
}
