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
 * Finds breaking changes of a schema. For input, it is breaking to accept less than before; for
 * output, to return anything else than before.
 */
final class SchemaChanges {
  /** Lower bounds, which are stricter when they are greater. */
  private static final List<String> FLOORS = List.of("minimum", "minLength", "minItems");

  /** Upper bounds, which are stricter when they are less. */
  private static final List<String> CEILINGS = List.of("maximum", "maxLength", "maxItems");

  /** Keywords whose values cannot be compared, so that any difference counts. */
  private static final List<String> OPAQUE = List.of("pattern", "format");

  private final boolean input;
  private final Consumer<String> found;

  /**
   * @param input whether the schemas describe input; otherwise they describe output
   */
  SchemaChanges(boolean input, Consumer<String> found) {
    this.input = input;
    this.found = found;
  }

  void compare(String where, JsonObject released, JsonObject current) {
    JsonObject before = flat(released);
    JsonObject after = flat(current);
    compareValues(where, before, after);
    FLOORS.forEach(bound -> compareBound(where, bound, before, after, 1));
    CEILINGS.forEach(bound -> compareBound(where, bound, before, after, -1));
    OPAQUE.forEach(
        keyword -> compareKeyword(where, keyword, input ? after : before, before, after));
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
    Set<String> narrow = types(input ? before : after);
    Set<String> wide = types(input ? after : before);
    report(
        !wide.isEmpty() && (narrow.isEmpty() || !wide.containsAll(narrow)),
        where + ": type is " + types(after) + ", was " + types(before));
    Set<String> few = values(input ? before : after);
    Set<String> many = values(input ? after : before);
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

  /** Returns the permitted values; null when they are not restricted. */
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
    Number narrow = (input ? after : before).getNumber(bound);
    Number wide = (input ? before : after).getNumber(bound);
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
    JsonObject remaining = after.getJsonObject("properties", new JsonObject());
    for (Map.Entry<String, Object> property : known) {
      String name = where + "." + property.getKey();
      if (remaining.containsKey(property.getKey())) {
        compare(name, (JsonObject) property.getValue(), remaining.getJsonObject(property.getKey()));
      } else {
        found.accept(name + " was removed");
      }
    }
    Set<String> added = required(input ? after : before);
    added.removeAll(required(input ? before : after));
    added.stream()
        .filter(name -> input || remaining.containsKey(name))
        .forEach(
            name ->
                found.accept(where + "." + name + (input ? " is required" : " may be missing")));
  }

  private static Set<String> required(JsonObject schema) {
    Set<String> names = new TreeSet<>();
    schema.getJsonArray("required", new JsonArray()).forEach(name -> names.add(name.toString()));
    return names;
  }

  /** Returns the schema merged with the parts of its {@code allOf}. */
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
