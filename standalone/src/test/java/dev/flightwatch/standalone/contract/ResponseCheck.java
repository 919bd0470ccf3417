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

/** Finds what an answer has that its document does not describe. Belongs to one thread. */
public final class ResponseCheck {
  /** What HTTP itself says of a message, so that no document repeats it. */
  private static final Set<String> OF_HTTP =
      Set.of(
          "content-type",
          "content-length",
          "content-encoding",
          "transfer-encoding",
          "connection",
          "vary");

  /** What the door may answer before it looks which operation is meant. */
  private static final Set<Integer> BEFORE_ROUTING = Set.of(400, 414, 431);

  /** What is answered when the load is too high, and never because of a request. */
  private static final Set<String> OVERLOADS =
      Set.of("overloaded", "too_many_passwords", "registration_contended");

  private static final int UNSUPPORTED_VERSION = 501;

  private final ApiDocument document;
  private final Schemas schemas = new Schemas();

  public ResponseCheck(ApiDocument document) {
    this.document = document;
  }

  /** An answer as it came. */
  public record Answer(int status, MultiMap headers, Buffer body) {}

  /** What is wrong with the answer to an attempt; empty when nothing is. */
  public List<String> complaints(CheckedCall attempt, Answer answer) {
    List<String> complaints = new ArrayList<>();
    if (!attempt.expected().isEmpty() && !attempt.expected().contains(answer.status())) {
      complaints.add("not one of " + attempt.expected());
    }
    List<JsonObject> described = described(attempt, answer.status());
    if (described.isEmpty()) {
      complaints.add("this status is not described");
      return complaints;
    }
    List<String> best = null;
    for (JsonObject response : described) {
      List<String> found = complaints(response, attempt, answer);
      best = best == null || found.size() < best.size() ? found : best;
    }
    complaints.addAll(best);
    return complaints;
  }

  private List<JsonObject> described(CheckedCall attempt, int status) {
    List<JsonObject> described = new ArrayList<>();
    String key = Integer.toString(status);
    if (attempt.operation() != null && attempt.operation().responses().containsKey(key)) {
      described.add(attempt.operation().responses().getJsonObject(key));
    }
    boolean byServer =
        attempt.intent() == CheckedCall.Intent.DOOR || BEFORE_ROUTING.contains(status);
    if (byServer && document.serverResponses().containsKey(key)) {
      described.add(document.serverResponses().getJsonObject(key));
    }
    return described;
  }

  private List<String> complaints(JsonObject response, CheckedCall attempt, Answer answer) {
    List<String> complaints = new ArrayList<>();
    checkHeaders(response, answer, complaints);
    if (answer.status() >= 500 && answer.status() != UNSUPPORTED_VERSION) {
      checkOverload(answer, complaints);
    }
    JsonObject content = response.getJsonObject("content");
    if (content == null || attempt.method().equals("HEAD")) {
      if (answer.body().length() > 0) {
        complaints.add("there is a body");
      }
    } else {
      checkBody(content, answer, complaints);
    }
    return complaints;
  }

  private void checkHeaders(JsonObject response, Answer answer, List<String> complaints) {
    Map<String, Object> described = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    described.putAll(response.getJsonObject("headers").getMap());
    for (String name : answer.headers().names()) {
      boolean known =
          OF_HTTP.contains(name.toLowerCase(Locale.ROOT)) || described.containsKey(name);
      if (!known) {
        complaints.add("header " + name + " is not described");
      }
    }
    described.forEach(
        (name, header) -> checkHeader(name, (JsonObject) header, answer.headers(), complaints));
  }

  private void checkHeader(
      String name, JsonObject header, MultiMap headers, List<String> complaints) {
    List<String> values = headers.getAll(name);
    if (values.size() > 1) {
      complaints.add("header " + name + " comes twice");
    } else if (values.isEmpty()) {
      if (header.getBoolean("required", false)) {
        complaints.add("header " + name + " is missing");
      }
    } else {
      JsonObject schema = header.getJsonObject("schema");
      Object value = typed(schema, values.get(0));
      if (!schemas.accepts(schema, value)) {
        complaints.add("header " + name + " is not as described: " + value);
      }
    }
  }

  private static Object typed(JsonObject schema, String text) {
    boolean isNumber = "integer".equals(schema.getValue("type")) && text.matches("[0-9]{1,9}");
    return isNumber ? (Object) Integer.valueOf(text) : text;
  }

  private void checkBody(JsonObject content, Answer answer, List<String> complaints) {
    String type = String.valueOf(answer.headers().get("Content-Type"));
    JsonObject media = content.getJsonObject(type);
    if (media == null) {
      complaints.add("media type " + type + " is not described");
      return;
    }
    try {
      OutputUnit result =
          schemas.validate(media.getJsonObject("schema"), Json.decodeValue(answer.body()));
      if (!result.getValid()) {
        complaints.add("the body is not as described: " + result.getErrors());
      }
    } catch (DecodeException e) {
      complaints.add("the body is no JSON");
    }
  }

  private static void checkOverload(Answer answer, List<String> complaints) {
    if (answer.status() != 503
        || OVERLOADS.stream().noneMatch(answer.body().toString()::contains)) {
      complaints.add("no request may be answered so");
    }
  }
}
