package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.openapi.SimpleSchemaRule.Verdict;
import dev.flightwatch.toolkit.text.WellFormed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.Optional;

/**
 * What a schema asks of one value. The message for a value of the wrong form is the schema's {@code
 * x-message} where it has one.
 */
final class ValueRule {
  private final Validator validator;
  private final Optional<SimpleSchemaRule> plain;
  private final String typeMessage;
  private final String formMessage;
  private final boolean patternEndsText;

  ValueRule(SchemaRepository schemas, JsonSchema schema) {
    validator = schemas.validator(schema);
    plain = SimpleSchemaRule.of(schema);
    typeMessage = SchemaMessages.describe(schema);
    String pattern = schema.get("pattern");
    formMessage =
        schema.get(
            "x-message", pattern == null ? typeMessage : typeMessage + ", of the form " + pattern);
    patternEndsText = pattern != null && pattern.endsWith("$");
  }

  /** What is wrong with the value, or null when nothing is. */
  String complaint(Object value) {
    Verdict verdict = verdict(value);
    if (verdict != Verdict.RIGHT) {
      return verdict == Verdict.WRONG_TYPE ? typeMessage : formMessage;
    }
    if (patternEndsText && value instanceof String text && endsWithLineBreak(text)) {
      return formMessage;
    }
    return isWellFormed(value) ? null : "must hold no NUL and no half of a surrogate pair";
  }

  private Verdict verdict(Object value) {
    return plain.isPresent() && SimpleSchemaRule.covers(value)
        ? plain.get().judge(value)
        : verdict(validator.validate(value));
  }

  static Verdict verdict(OutputUnit result) {
    if (result.getValid()) {
      return Verdict.RIGHT;
    }
    return result.getErrors().stream().anyMatch(e -> "#/type".equals(e.getKeywordLocation()))
        ? Verdict.WRONG_TYPE
        : Verdict.WRONG_FORM;
  }

  /** Java's {@code $} matches before a last line break too, where JSON Schema's does not. */
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
