package dev.flightwatch.toolkit.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.json.schema.JsonSchema;
import java.util.stream.Collectors;

/** Error messages that describe what a schema requires. */
final class SchemaMessages {
  private SchemaMessages() {}

  /**
   * Returns a message such as {@code must be a whole number from 1 to 365}. A schema of another
   * type than text and integer should have an {@code x-message}.
   */
  static String describe(JsonSchema schema) {
    JsonArray choices = schema.get("enum");
    if (choices != null) {
      return choices.stream()
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "must be one of ", ""));
    }
    return switch (String.valueOf(schema.<Object>get("type"))) {
      case "string" ->
          "must be text" + bounds(schema, "Length", " of ", " characters") + pattern(schema);
      case "integer" -> "must be a whole number" + bounds(schema, "imum", " from ", "");
      default -> "must match the schema";
    };
  }

  /**
   * Describes the bounds of a value.
   *
   * @param keyword the part of the keywords after {@code min} and {@code max}
   */
  private static String bounds(JsonSchema schema, String keyword, String from, String unit) {
    Number least = schema.get("min" + keyword);
    Number most = schema.get("max" + keyword);
    if (least != null && most != null) {
      return from + least + " to " + most + unit;
    }
    if (least != null) {
      return " of at least " + least + unit;
    }
    return most == null ? "" : " of at most " + most + unit;
  }

  private static String pattern(JsonSchema schema) {
    String pattern = schema.get("pattern");
    return pattern == null ? "" : " that matches " + pattern;
  }
}
