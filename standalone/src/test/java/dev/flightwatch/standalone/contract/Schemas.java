package dev.flightwatch.standalone.contract;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.IdentityHashMap;
import java.util.Map;

/** The validators of a document's schemas, each created once. Belongs to one thread. */
final class Schemas {
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setBaseUri("app://contract")
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Basic);

  private final Map<JsonObject, Validator> schemaToValidator = new IdentityHashMap<>();

  OutputUnit validate(JsonObject schema, Object value) {
    return schemaToValidator
        .computeIfAbsent(schema, s -> Validator.create(JsonSchema.of(s.copy()), OPTIONS))
        .validate(value);
  }

  /** Validates the text of a parameter or a header. */
  boolean acceptsText(JsonObject schema, String text) {
    boolean isNumber = "integer".equals(schema.getValue("type")) && text.matches("-?[0-9]{1,9}");
    return validate(schema, isNumber ? (Object) Integer.valueOf(text) : text).getValid();
  }
}
