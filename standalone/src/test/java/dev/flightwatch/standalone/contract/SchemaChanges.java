package dev.flightwatch.standalone.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds what a change of a schema breaks: of what a service takes, that it takes less than before;
 * of what it sends, that it sends other things than before.
 */
final class SchemaChanges {
  /** Bounds that are stricter when they are greater, and those that are when they are less. */
  private static final List<String> FLOORS = List.of("minimum", "minLength", "minItems");

  private static final List<String> CEILINGS = List.of("maximum", "maxLength", "maxItems");

  /** Limits that cannot be compared, so that any difference counts. */
  private static final List<String> OPAQUE = List.of("pattern", "format");

  private final boolean taken;
  private final Consumer<String> found;

  /**
   * @param taken whether callers send what the schemas describe, or get it
   */
  SchemaChanges(boolean taken, Consumer<String> found) {
    this.taken = taken;
    this.found = found;
  }

  void compare(String where, JsonObject released, JsonObject now) {
    JsonObject before = flat(released);
    JsonObject after = flat(now);
    compareValues(where, before, after);
    FLOORS.forEach(bound -> compareBound(where, bound, before, after, 1));
    CEILINGS.forEach(bound -> compareBound(where, bound, before, after, -1));
    OPAQUE.forEach(
        keyword -> compareKeyword(where, keyword, taken ? after : before, before, after));
    compareKeyword(where, "default", before, before, after);
    compareProperties(where, before, after);
    if (before.containsKey("items") && after.containsKey("items")) {
      compare(where + "[]", before.getJsonObject("items"), after.getJsonObject("items"));
    }
  }

  private void report(boolean broken, String message) {
    if (broken) {
      found.accept(message);
    }
  }

  private void compareKeyword(
      String where, String keyword, JsonObject limiting, JsonObject before, JsonObject after) {
    Object was = before.getValue(keyword);
    Object is = after.getValue(keyword);
    report(
        limiting.containsKey(keyword) && !Objects.equals(was, is),
        where + ": " + keyword + " is " + is + ", was " + was);
  }

  private void compareValues(String where, JsonObject before, JsonObject after) {
    Set<String> narrow = types(taken ? before : after);
    Set<String> wide = types(taken ? after : before);
    report(
        !wide.isEmpty() && (narrow.isEmpty() || !wide.containsAll(narrow)),
        where + ": type is " + types(after) + ", was " + types(before));
    Set<String> few = values(taken ? before : after);
    Set<String> many = values(taken ? after : before);
    report(
        many != null && (few == null || !many.containsAll(few)),
        where + ": values are " + values(after) + ", were " + values(before));
  }

  private static Set<String> types(JsonObject schema) {
    Set<String> types = new TreeSet<>();
    Object type = schema.getValue("type");
    if (type instanceof JsonArray several) {
      several.forEach(each -> types.add(String.valueOf(each)));
    } else if (type != null) {
      types.add(type.toString());
    }
    if (types.contains("number")) {
      types.add("integer");
    }
    return types;
  }

  /** The only values there may be; null where that is not said. */
  private static Set<String> values(JsonObject schema) {
    if (!schema.containsKey("enum") && !schema.containsKey("const")) {
      return null;
    }
    Set<String> values = new TreeSet<>();
    JsonArray one = new JsonArray().add(schema.getValue("const"));
    schema.getJsonArray("enum", one).forEach(each -> values.add(String.valueOf(each)));
    return values;
  }

  private void compareBound(
      String where, String bound, JsonObject before, JsonObject after, int strict) {
    Number narrow = (taken ? after : before).getNumber(bound);
    Number wide = (taken ? before : after).getNumber(bound);
    boolean stricter =
        narrow != null
            && (wide == null
                || strict * Double.compare(narrow.doubleValue(), wide.doubleValue()) > 0);
    report(
        stricter,
        where
            + ": "
            + bound
            + " is "
            + after.getNumber(bound)
            + ", was "
            + before.getNumber(bound));
  }

  private void compareProperties(String where, JsonObject before, JsonObject after) {
    JsonObject known = before.getJsonObject("properties", new JsonObject());
    JsonObject left = after.getJsonObject("properties", new JsonObject());
    for (Map.Entry<String, Object> property : known) {
      String name = where + "." + property.getKey();
      if (left.containsKey(property.getKey())) {
        compare(name, (JsonObject) property.getValue(), left.getJsonObject(property.getKey()));
      } else {
        found.accept(name + " is gone");
      }
    }
    Set<String> more = required(taken ? after : before);
    more.removeAll(required(taken ? before : after));
    more.stream()
        .filter(name -> taken || left.containsKey(name))
        .forEach(
            name ->
                found.accept(where + "." + name + (taken ? " is required" : " may be missing")));
  }

  private static Set<String> required(JsonObject schema) {
    Set<String> names = new TreeSet<>();
    schema.getJsonArray("required", new JsonArray()).forEach(name -> names.add(name.toString()));
    return names;
  }

  /** A schema with the parts of its {@code allOf} in it. */
  private static JsonObject flat(JsonObject schema) {
    JsonObject flat = schema.copy();
    if (flat.remove("allOf") instanceof JsonArray parts) {
      for (JsonObject part : ApiDocument.objects(parts)) {
        Set<String> required = required(flat);
        flat.mergeIn(flat(part), true);
        required.addAll(required(flat));
        flat.put("required", new JsonArray(List.copyOf(required)));
      }
    }
    return flat;
  }
}
