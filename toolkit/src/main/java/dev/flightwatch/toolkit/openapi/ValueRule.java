package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.openapi.SimpleSchemaRule.Validity;
import dev.flightwatch.toolkit.text.WellFormed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.Optional;

/**
 * The validation of one value. The message for a value of the wrong format is the {@code x-message}
 * of the schema, if it has one.
 */
final class ValueRule {
  private final Validator validator;
  private final Optional<SimpleSchemaRule> simpleRule;
  private final String typeMessage;
  private final String formatMessage;
  private final boolean patternEndsText;

  ValueRule(SchemaRepository schemas, JsonSchema schema) {
    validator = schemas.validator(schema);
    simpleRule = SimpleSchemaRule.of(schema);
    typeMessage = SchemaMessages.describe(schema);
    String pattern = schema.get("pattern");
    formatMessage =
        schema.get(
            "x-message", pattern == null ? typeMessage : typeMessage + " that matches " + pattern);
    patternEndsText = pattern != null && pattern.endsWith("$");
  }

  /** Returns the error message of a value; null when it is valid. */
  String violation(Object value) {
    Validity validity = validity(value);
    if (validity != Validity.VALID) {
      return validity == Validity.WRONG_TYPE ? typeMessage : formatMessage;
    }
    if (patternEndsText && value instanceof String text && endsWithLineBreak(text)) {
      return formatMessage;
    }
    return isWellFormed(value) ? null : "must not contain NUL or an unpaired surrogate";
  }

  private Validity validity(Object value) {
    return simpleRule.isPresent() && SimpleSchemaRule.supports(value)
        ? simpleRule.get().validate(value)
        : validity(validator.validate(value));
  }

  static Validity validity(OutputUnit result) {
    if (result.getValid()) {
      return Validity.VALID;
    }
    return result.getErrors().stream().anyMatch(e -> "#/type".equals(e.getKeywordLocation()))
        ? Validity.WRONG_TYPE
        : Validity.WRONG_FORMAT;
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
