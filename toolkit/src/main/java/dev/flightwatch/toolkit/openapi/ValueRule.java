package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.text.WellFormed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.Optional;

/**
 * The validation of one value. The message for an invalid one is the {@code x-message} of the
 * schema, or a description of the schema.
 */
final class ValueRule {
  private final Validator validator;
  private final Optional<SimpleSchemaRule> simpleRule;
  private final String message;
  private final boolean patternEndsText;

  ValueRule(SchemaRepository schemas, JsonSchema schema) {
    validator = schemas.validator(schema);
    simpleRule = SimpleSchemaRule.of(schema);
    message = schema.get("x-message", SchemaMessages.describe(schema));
    patternEndsText = schema.get("pattern", "").endsWith("$");
  }

  /** Returns the error message of a value; null when it is valid. */
  String violation(Object value) {
    if (!isValid(value)
        || patternEndsText && value instanceof String text && endsWithLineBreak(text)) {
      return message;
    }
    return isWellFormed(value) ? null : "must not contain NUL or an unpaired surrogate";
  }

  private boolean isValid(Object value) {
    return simpleRule.isPresent() && SimpleSchemaRule.supports(value)
        ? simpleRule.get().isValid(value)
        : validator.validate(value).getValid();
  }

  /** Java's {@code $} also matches before a last line break, unlike JSON Schema's. */
  private static boolean endsWithLineBreak(String text) {
    return !text.isEmpty() && "\n\r\u0085\u2028\u2029".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  private static boolean isWellFormed(Object value) {
    if (value instanceof String text) {
      return WellFormed.isWellFormed(text);
    }
    if (value instanceof JsonArray list) {
      return list.stream().allMatch(ValueRule::isWellFormed);
    }
    return !(value instanceof JsonObject object)
        || object.stream().allMatch(e -> isWellFormed(e.getKey()) && isWellFormed(e.getValue()));
  }
}
