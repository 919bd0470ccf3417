package dev.flightwatch.toolkit.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A schema that asks in plain words, compiled. Of text, numbers and truth values it says what the
 * validator says, in a small part of the time: the validator compiles each pattern anew, and its
 * one large method is beyond what the JVM compiles.
 */
final class SimpleSchemaRule {
  /** What is said of a value. */
  enum Verdict {
    RIGHT,
    WRONG_TYPE,
    WRONG_FORM
  }

  /** Words that ask for nothing. */
  private static final Set<String> SILENT =
      Set.of("title", "description", "default", "example", "examples", "deprecated");

  private final Set<String> types;
  private final Set<String> choices;
  private final Pattern pattern;
  private final Range length;
  private final Range range;

  private record Range(double least, double most) {
    static Range of(JsonSchema schema, String least, String most) {
      return new Range(
          schema.<Number>get(least, Double.NEGATIVE_INFINITY).doubleValue(),
          schema.<Number>get(most, Double.POSITIVE_INFINITY).doubleValue());
    }

    boolean admits(double number) {
      return !(number < least) && !(number > most);
    }
  }

  private SimpleSchemaRule(JsonSchema schema) {
    types = texts(schema, "type");
    choices = texts(schema, "enum");
    pattern = schema.containsKey("pattern") ? Pattern.compile(schema.get("pattern")) : null;
    length = Range.of(schema, "minLength", "maxLength");
    range = Range.of(schema, "minimum", "maximum");
  }

  /** Several texts, or one; null where there is none. */
  private static Set<String> texts(JsonSchema schema, String word) {
    Object given = schema.get(word);
    if (given == null) {
      return null;
    }
    return given instanceof JsonArray several
        ? several.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet())
        : Set.of((String) given);
  }

  /** The rule of a schema; empty when it asks for more than plain words can say. */
  static Optional<SimpleSchemaRule> of(JsonSchema schema) {
    return schema instanceof JsonObject object
            && object.fieldNames().stream()
                .filter(JsonSchema.EXCLUDE_ANNOTATIONS)
                .allMatch(word -> isPlain(word, object.getValue(word)))
        ? Optional.of(new SimpleSchemaRule(schema))
        : Optional.empty();
  }

  private static boolean isPlain(String word, Object asked) {
    return switch (word) {
      case "type" -> asked instanceof String || isTexts(asked);
      case "enum" -> isTexts(asked);
      case "pattern" -> asked instanceof String;
      case "minLength", "maxLength", "minimum", "maximum" -> isSmallNumber(asked);
      default -> SILENT.contains(word) || word.startsWith("x-");
    };
  }

  private static boolean isTexts(Object asked) {
    return asked instanceof JsonArray several
        && several.stream().allMatch(String.class::isInstance);
  }

  private static boolean isSmallNumber(Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof Double;
  }

  /** Whether it can judge a value: not null, lists, objects, and numbers of any size. */
  static boolean covers(Object value) {
    return value instanceof String || value instanceof Boolean || isSmallNumber(value);
  }

  Verdict judge(Object value) {
    if (types != null && !isOfType(value)) {
      return Verdict.WRONG_TYPE;
    }
    return isOfForm(value) ? Verdict.RIGHT : Verdict.WRONG_FORM;
  }

  private boolean isOfType(Object value) {
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

  private boolean isOfForm(Object value) {
    if (value instanceof String text) {
      return (choices == null || choices.contains(text))
          && length.admits(text.codePointCount(0, text.length()))
          && (pattern == null || pattern.matcher(text).find());
    }
    return choices == null
        && (!(value instanceof Number number) || range.admits(number.doubleValue()));
  }
}
