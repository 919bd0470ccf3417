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

  boolean accepts(JsonObject schema, Object value) {
    return validate(schema, value).getValid();
  }

  OutputUnit validate(JsonObject schema, Object value) {
    return schemaToValidator
        .computeIfAbsent(schema, s -> Validator.create(JsonSchema.of(s.copy()), OPTIONS))
        .validate(value);
  }
}
