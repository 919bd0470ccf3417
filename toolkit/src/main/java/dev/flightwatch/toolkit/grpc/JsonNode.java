package dev.flightwatch.toolkit.grpc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;

/**
 * An object in a JSON document, with its path. Its methods record problems and return a placeholder
 * value, so that all problems of a document can be reported at once.
 */
record JsonNode(String path, JsonObject json, List<String> problems) {
  /** Protobuf's JSON form of a duration. */
  private static final Pattern DURATION = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?s");

  static JsonNode root(String source, JsonObject json) {
    return new JsonNode(source + ": ", json, new ArrayList<>());
  }

  /** Records each other field as a problem. */
  void supports(String... fields) {
    Set<String> supported = Set.of(fields);
    json.fieldNames().stream()
        .filter(field -> !supported.contains(field))
        .forEach(field -> problem(field, "is not supported"));
  }

  void problem(String field, String message) {
    problems.add(field.isEmpty() ? pathWithoutDot() + " " + message : path + field + " " + message);
  }

  private String pathWithoutDot() {
    return path.substring(0, path.length() - 1);
  }

  boolean has(String field) {
    return json.containsKey(field);
  }

  /** Returns the object in an optional field. */
  Optional<JsonNode> object(String field) {
    Object value = json.getValue(field);
    if (value instanceof JsonObject object) {
      return Optional.of(new JsonNode(path + field + ".", object, problems));
    }
    if (has(field)) {
      problem(field, "must be an object");
    }
    return Optional.empty();
  }

  /** Returns the objects in a required list that must not be empty. */
  List<JsonNode> objects(String field) {
    List<JsonNode> nodes = new ArrayList<>();
    JsonArray values = list(field);
    for (int i = 0; i < values.size(); i++) {
      String element = field + "[" + i + "]";
      if (values.getValue(i) instanceof JsonObject object) {
        nodes.add(new JsonNode(path + element + ".", object, problems));
      } else {
        problem(element, "must be an object");
      }
    }
    return nodes;
  }

  JsonArray list(String field) {
    if (json.getValue(field) instanceof JsonArray values && !values.isEmpty()) {
      return values;
    }
    problem(field, "must be a list with at least one element");
    return new JsonArray();
  }

  Optional<String> text(String field) {
    Object value = json.getValue(field);
    if (value instanceof String text) {
      return Optional.of(text);
    }
    if (value != null) {
      problem(field, "must be a string");
    }
    return Optional.empty();
  }

  double number(String field, DoublePredicate valid, String wanted) {
    if (json.getValue(field) instanceof Number number && valid.test(number.doubleValue())) {
      return number.doubleValue();
    }
    problem(field, "must be " + wanted);
    return 1;
  }

  /** Returns the positive duration, such as {@code "0.5s"}, in a required field. */
  Optional<Duration> duration(String field) {
    if (json.getValue(field) instanceof String text && DURATION.matcher(text).matches()) {
      BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
      if (seconds.signum() > 0) {
        return Optional.of(Duration.ofNanos(seconds.movePointRight(9).longValueExact()));
      }
    }
    problem(field, "must be a duration greater than 0, such as \"0.5s\"");
    return Optional.empty();
  }
}
