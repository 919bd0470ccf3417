package dev.flightwatch.toolkit.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.json.schema.JsonSchema;
import java.util.stream.Collectors;

/** Error messages that describe what a schema requires. */
final class SchemaMessages {
  private SchemaMessages() {}

  /** Returns a message such as {@code must be a whole number from 1 to 365}. */
  static String describe(JsonSchema schema) {
    JsonArray choices = schema.get("enum");
    if (choices != null) {
      return choices.stream()
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "must be one of ", ""));
    }
    return switch (type(schema)) {
      case "string" -> "must be text" + length(schema);
      case "integer" -> "must be a whole number" + range(schema);
      case "number" -> "must be a number" + range(schema);
      case "boolean" -> "must be true or false";
      case "array" -> "must be a list";
      case "object" -> "must be an object";
      default -> "must match the schema";
    };
  }

  private static String type(JsonSchema schema) {
    Object type = schema.get("type");
    return type instanceof JsonArray several
        ? several.stream()
            .map(String::valueOf)
            .filter(t -> !t.equals("null"))
            .findFirst()
            .orElse("")
        : String.valueOf(type);
  }

  private static String length(JsonSchema schema) {
    Number least = schema.get("minLength");
    Number most = schema.get("maxLength");
    if (most == null) {
      return least == null ? "" : " of at least " + least + " characters";
    }
    return least == null
        ? " of at most " + most + " characters"
        : " of " + least + " to " + most + " characters";
  }

  private static String range(JsonSchema schema) {
    Number least = schema.get("minimum");
    Number most = schema.get("maximum");
    if (most == null) {
      return least == null ? "" : " of at least " + least;
    }
    return least == null ? " of at most " + most : " from " + least + " to " + most;
  }
}
