package dev.flightwatch.toolkit.openapi;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;

/**
 * A compiled schema that uses simple keywords only. It gives the same results for strings and
 * integers as Vert.x's validator in a fraction of the time: the validator compiles patterns at each
 * validation, and its main method is too large for the JIT compiler.
 */
final class SimpleSchemaRule {
  /** Keywords that constrain nothing. */
  private static final Set<String> ANNOTATIONS =
      Set.of("title", "description", "default", "example", "examples", "deprecated");

  private final String type;
  private final Pattern pattern;
  private final DoublePredicate length;
  private final DoublePredicate range;

  private SimpleSchemaRule(JsonSchema schema) {
    type = schema.get("type");
    pattern = schema.containsKey("pattern") ? Pattern.compile(schema.get("pattern")) : null;
    length = between(schema, "minLength", "maxLength");
    range = between(schema, "minimum", "maximum");
  }

  private static DoublePredicate between(JsonSchema schema, String minKeyword, String maxKeyword) {
    double min = schema.<Number>get(minKeyword, Double.NEGATIVE_INFINITY).doubleValue();
    double max = schema.<Number>get(maxKeyword, Double.POSITIVE_INFINITY).doubleValue();
    return number -> number >= min && number <= max;
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
      case "type" -> value.equals("string") || value.equals("integer");
      case "pattern" -> value instanceof String;
      case "minLength", "maxLength", "minimum", "maximum" ->
          isInteger(value) || value instanceof Double;
      default -> ANNOTATIONS.contains(keyword) || keyword.startsWith("x-");
    };
  }

  private static boolean isInteger(Object value) {
    return value instanceof Integer || value instanceof Long;
  }

  /** Whether the rule can validate a value: text, or an integer of up to 64 bits. */
  static boolean supports(Object value) {
    return value instanceof String || isInteger(value);
  }

  boolean isValid(Object value) {
    if (value instanceof String text) {
      return !"integer".equals(type)
          && length.test(text.codePointCount(0, text.length()))
          && (pattern == null || pattern.matcher(text).find());
    }
    return !"string".equals(type) && range.test(((Number) value).doubleValue());
  }
}
