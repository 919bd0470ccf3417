package dev.flightwatch.standalone.contract;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the differences between responses and their document. Belongs to one thread. */
public final class ResponseCheck {
  /** Headers that HTTP defines, which no document repeats. */
  private static final Set<String> DEFINED_BY_HTTP =
      Set.of(
          "content-type",
          "content-length",
          "content-encoding",
          "transfer-encoding",
          "connection",
          "vary");

  /** The statuses that the server may return before it determines the operation. */
  private static final Set<Integer> BEFORE_ROUTING = Set.of(400, 414, 431);

  /** The codes of responses under high load, which no request itself causes. */
  private static final Set<String> OVERLOAD_CODES =
      Set.of("overloaded", "too_many_passwords", "registration_contended");

  private static final int UNSUPPORTED_VERSION = 501;

  private final ApiDocument document;
  private final Schemas schemas = new Schemas();

  public ResponseCheck(ApiDocument document) {
    this.document = document;
  }

  /** A response as it was received. */
  public record ReceivedResponse(int status, MultiMap headers, Buffer body) {}

  /** Returns the violations of the document by the response to a request. */
  public List<String> violations(GeneratedRequest request, ReceivedResponse received) {
    List<String> violations = new ArrayList<>();
    if (!request.expected().isEmpty() && !request.expected().contains(received.status())) {
      violations.add("status is not one of " + request.expected());
    }
    List<JsonObject> documented = documented(request, received.status());
    if (documented.isEmpty()) {
      violations.add("status is not documented");
      return violations;
    }
    List<String> best = null;
    for (JsonObject response : documented) {
      List<String> found = violations(response, request, received);
      best = best == null || found.size() < best.size() ? found : best;
    }
    violations.addAll(best);
    return violations;
  }

  private List<JsonObject> documented(GeneratedRequest request, int status) {
    List<JsonObject> documented = new ArrayList<>();
    String key = Integer.toString(status);
    if (request.operation() != null && request.operation().responses().containsKey(key)) {
      documented.add(request.operation().responses().getJsonObject(key));
    }
    boolean byServer =
        request.intent() == GeneratedRequest.Intent.SERVER || BEFORE_ROUTING.contains(status);
    if (byServer && document.serverResponses().containsKey(key)) {
      documented.add(document.serverResponses().getJsonObject(key));
    }
    return documented;
  }

  private List<String> violations(
      JsonObject response, GeneratedRequest request, ReceivedResponse received) {
    List<String> violations = new ArrayList<>();
    checkHeaders(response, received, violations);
    if (received.status() >= 500 && received.status() != UNSUPPORTED_VERSION) {
      checkOverload(received, violations);
    }
    JsonObject content = response.getJsonObject("content");
    if (content == null || request.method().equals("HEAD")) {
      if (received.body().length() > 0) {
        violations.add("there is an undocumented body");
      }
    } else {
      checkBody(content, received, violations);
    }
    return violations;
  }

  private void checkHeaders(
      JsonObject response, ReceivedResponse received, List<String> violations) {
    Map<String, Object> documented = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    documented.putAll(response.getJsonObject("headers").getMap());
    for (String name : received.headers().names()) {
      boolean known =
          DEFINED_BY_HTTP.contains(name.toLowerCase(Locale.ROOT)) || documented.containsKey(name);
      if (!known) {
        violations.add("header " + name + " is not documented");
      }
    }
    documented.forEach(
        (name, header) -> checkHeader(name, (JsonObject) header, received.headers(), violations));
  }

  private void checkHeader(
      String name, JsonObject header, MultiMap headers, List<String> violations) {
    List<String> values = headers.getAll(name);
    if (values.size() > 1) {
      violations.add("header " + name + " is repeated");
    } else if (values.isEmpty()) {
      if (header.getBoolean("required", false)) {
        violations.add("header " + name + " is missing");
      }
    } else {
      JsonObject schema = header.getJsonObject("schema");
      Object value = typed(schema, values.get(0));
      if (!schemas.accepts(schema, value)) {
        violations.add("header " + name + " violates its schema: " + value);
      }
    }
  }

  private static Object typed(JsonObject schema, String text) {
    boolean isNumber = "integer".equals(schema.getValue("type")) && text.matches("[0-9]{1,9}");
    return isNumber ? (Object) Integer.valueOf(text) : text;
  }

  private void checkBody(JsonObject content, ReceivedResponse received, List<String> violations) {
    String type = String.valueOf(received.headers().get("Content-Type"));
    JsonObject media = content.getJsonObject(type);
    if (media == null) {
      violations.add("media type " + type + " is not documented");
      return;
    }
    try {
      OutputUnit result =
          schemas.validate(media.getJsonObject("schema"), Json.decodeValue(received.body()));
      if (!result.getValid()) {
        violations.add("the body violates its schema: " + result.getErrors());
      }
    } catch (DecodeException e) {
      violations.add("the body is not JSON");
    }
  }

  private static void checkOverload(ReceivedResponse received, List<String> violations) {
    if (received.status() != 503
        || OVERLOAD_CODES.stream().noneMatch(received.body().toString()::contains)) {
      violations.add("no request may cause this status");
    }
  }
}
