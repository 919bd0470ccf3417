package dev.flightwatch.standalone.contract;

import dev.flightwatch.standalone.contract.ApiDocument.Operation;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what a change of a document breaks for callers who keep to the released one. */
final class BreakingChanges {
  private final List<String> found = new ArrayList<>();
  private final SchemaChanges taken = new SchemaChanges(true, found::add);
  private final SchemaChanges sent = new SchemaChanges(false, found::add);

  private BreakingChanges() {}

  /** One line for each break; empty when every caller goes on as before. */
  static List<String> between(ApiDocument released, ApiDocument now) {
    BreakingChanges changes = new BreakingChanges();
    for (Operation before : released.operations()) {
      String where = before.method() + " " + before.path();
      Optional<Operation> after =
          now.operations().stream()
              .filter(o -> o.method().equals(before.method()) && o.path().equals(before.path()))
              .findFirst();
      after.ifPresentOrElse(
          same -> changes.compare(where, before, same),
          () -> changes.found.add(where + " is gone"));
    }
    changes.compareResponses("the server", released.serverResponses(), now.serverResponses());
    return changes.found;
  }

  private void compare(String where, Operation before, Operation after) {
    if (!before.id().equals(after.id())) {
      found.add(where + ": operationId is " + after.id() + ", was " + before.id());
    }
    compareParameters(where, before, after);
    compareBodies(where + " body", before, after);
    compareResponses(where, before.responses(), after.responses());
  }

  private void compareParameters(String where, Operation before, Operation after) {
    Map<String, JsonObject> known = byName(before);
    Map<String, JsonObject> left = byName(after);
    known.forEach(
        (name, parameter) -> {
          if (left.containsKey(name)) {
            taken.compare(
                where + " " + name,
                parameter.getJsonObject("schema"),
                left.get(name).getJsonObject("schema"));
          } else {
            found.add(where + " " + name + " is gone");
          }
        });
    left.forEach(
        (name, parameter) -> {
          if (isRequired(parameter) && !(known.containsKey(name) && isRequired(known.get(name)))) {
            found.add(where + " " + name + " is required");
          }
        });
  }

  private static Map<String, JsonObject> byName(Operation operation) {
    Map<String, JsonObject> byName = new TreeMap<>();
    operation
        .parameters()
        .forEach(p -> byName.put(p.getString("in") + " " + p.getString("name"), p));
    return byName;
  }

  private static boolean isRequired(JsonObject part) {
    return part.getBoolean("required", false);
  }

  private void compareBodies(String where, Operation before, Operation after) {
    if (after.body() == null) {
      if (before.body() != null) {
        found.add(where + " is gone");
      }
      return;
    }
    if (isRequired(after.model().getJsonObject("requestBody"))
        && (before.body() == null || !isRequired(before.model().getJsonObject("requestBody")))) {
      found.add(where + " is required");
    }
    if (before.body() != null) {
      taken.compare(where, before.body(), after.body());
    }
  }

  private void compareResponses(String where, JsonObject before, JsonObject after) {
    before.forEach(
        response -> {
          String status = where + " " + response.getKey();
          JsonObject left = after.getJsonObject(response.getKey());
          if (left == null) {
            found.add(status + " is gone");
          } else {
            compareHeaders(status, (JsonObject) response.getValue(), left);
            compareContents(status, (JsonObject) response.getValue(), left);
          }
        });
  }

  private void compareHeaders(String where, JsonObject before, JsonObject after) {
    JsonObject left = after.getJsonObject("headers", new JsonObject());
    for (Map.Entry<String, Object> each : before.getJsonObject("headers", new JsonObject())) {
      String name = where + " " + each.getKey();
      JsonObject header = (JsonObject) each.getValue();
      JsonObject same = left.getJsonObject(each.getKey());
      if (same == null) {
        found.add(name + " is gone");
      } else {
        if (isRequired(header) && !isRequired(same)) {
          found.add(name + " may be missing");
        }
        sent.compare(name, header.getJsonObject("schema"), same.getJsonObject("schema"));
      }
    }
  }

  private void compareContents(String where, JsonObject before, JsonObject after) {
    JsonObject left = after.getJsonObject("content", new JsonObject());
    for (Map.Entry<String, Object> each : before.getJsonObject("content", new JsonObject())) {
      JsonObject same = left.getJsonObject(each.getKey());
      if (same == null) {
        found.add(where + " " + each.getKey() + " is gone");
      } else {
        JsonObject schema = ((JsonObject) each.getValue()).getJsonObject("schema");
        sent.compare(where, schema, same.getJsonObject("schema"));
      }
    }
  }
}
