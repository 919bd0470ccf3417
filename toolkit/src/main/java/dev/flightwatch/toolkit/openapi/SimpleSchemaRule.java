package dev.flightwatch.toolkit.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A compiled schema that uses simple keywords only. It gives the same results for strings, numbers
 * and booleans as Vert.x's validator in a fraction of the time: the validator compiles patterns at
 * each validation, and its main method is too large for the JIT compiler.
 */
final class SimpleSchemaRule {
  /** Keywords that constrain nothing. */
  private static final Set<String> ANNOTATIONS =
      Set.of("title", "description", "default", "example", "examples", "deprecated");

  private final Set<String> types;
  private final Set<String> choices;
  private final Pattern pattern;
  private final DoublePredicate length;
  private final DoublePredicate range;

  private SimpleSchemaRule(JsonSchema schema) {
    types = strings(schema, "type");
    choices = strings(schema, "enum");
    pattern = schema.containsKey("pattern") ? Pattern.compile(schema.get("pattern")) : null;
    length = between(schema, "minLength", "maxLength");
    range = between(schema, "minimum", "maximum");
  }

  private static DoublePredicate between(JsonSchema schema, String minKeyword, String maxKeyword) {
    double min = schema.<Number>get(minKeyword, Double.NEGATIVE_INFINITY).doubleValue();
    double max = schema.<Number>get(maxKeyword, Double.POSITIVE_INFINITY).doubleValue();
    return number -> number >= min && number <= max;
  }

  /** Returns the strings of a keyword; null when the schema does not have it. */
  private static Set<String> strings(JsonSchema schema, String keyword) {
    Object value = schema.get(keyword);
    if (value == null) {
      return null;
    }
    return value instanceof JsonArray list
        ? list.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet())
        : Set.of((String) value);
  }

  /** Returns the rule of a schema; empty when the schema has other keywords. */
  static Optional<SimpleSchemaRule> of(JsonSchema schema) {
    return schema instanceof JsonObject object
            && object.fieldNames().stream()
                .filter(JsonSchema.EXCLUDE_ANNOTATIONS)
                .allMatch(keyword -> isSimple(keyword, object.getValue(keyword)))
        ? Optional.of(new SimpleSchemaRule(schema))
        : Optional.empty();
  }

  private static boolean isSimple(String keyword, Object value) {
    return switch (keyword) {
      case "type" -> value instanceof String || isStrings(value);
      case "enum" -> isStrings(value);
      case "pattern" -> value instanceof String;
      case "minLength", "maxLength", "minimum", "maximum" -> isSmallNumber(value);
      default -> ANNOTATIONS.contains(keyword) || keyword.startsWith("x-");
    };
  }

  private static boolean isStrings(Object value) {
    return value instanceof JsonArray list && list.stream().allMatch(String.class::isInstance);
  }

  private static boolean isSmallNumber(Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof Double;
  }

  /** Whether the rule can validate a value: not null, lists, objects, or numbers beyond 64 bits. */
  static boolean supports(Object value) {
    return value instanceof String || value instanceof Boolean || isSmallNumber(value);
  }

  boolean isValid(Object value) {
    return (types == null || hasType(value)) && hasFormat(value);
  }

  private boolean hasType(Object value) {
    if (value instanceof String) {
      return types.contains("string");
    }
    if (value instanceof Boolean) {
      return types.contains("boolean");
    }
    return types.contains("number") || types.contains("integer") && isWhole((Number) value);
  }

  private static boolean isWhole(Number number) {
    return !(number instanceof Double fraction) || fraction % 1 == 0;
  }

  private boolean hasFormat(Object value) {
    if (value instanceof String text) {
      return (choices == null || choices.contains(text))
          && length.test(text.codePointCount(0, text.length()))
          && (pattern == null || pattern.matcher(text).find());
    }
    return choices == null
        && (!(value instanceof Number number) || range.test(number.doubleValue()));
  }
}
