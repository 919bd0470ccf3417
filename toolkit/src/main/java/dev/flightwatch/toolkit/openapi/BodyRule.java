package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.error.FieldError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Validates a JSON body against its schema. Fields that the schema does not declare are ignored.
 */
final class BodyRule {
  /** Keywords that the rules of the fields cover, and annotations. */
  private static final Set<String> COVERED =
      Set.of("type", "properties", "required", "title", "description", "examples", "example");

  private final Validator wholeBody;
  private final Set<String> required;
  private final Map<String, ValueRule> fieldToRule = new LinkedHashMap<>();

  BodyRule(SchemaRepository schemas, JsonSchema schema) {
    wholeBody = constrainsWholeBody(schema) ? schemas.validator(schema) : null;
    required =
        schema.get("required", new JsonArray()).stream()
            .map(String.class::cast)
            .collect(Collectors.toUnmodifiableSet());
    JsonObject properties = schema.get("properties", new JsonObject());
    properties.fieldNames().stream()
        .filter(JsonSchema.EXCLUDE_ANNOTATIONS)
        .forEach(
            name -> {
              JsonSchema property = JsonSchema.of(properties.getJsonObject(name));
              fieldToRule.put(name, new ValueRule(schemas, property));
            });
  }

  private static boolean constrainsWholeBody(JsonSchema schema) {
    return schema.fieldNames().stream()
        .filter(JsonSchema.EXCLUDE_ANNOTATIONS)
        .anyMatch(keyword -> !COVERED.contains(keyword) && !keyword.startsWith("x-"));
  }

  /** Adds an error for each invalid field. */
  void check(JsonObject body, List<FieldError> errors) {
    int before = errors.size();
    fieldToRule.forEach(
        (field, rule) -> {
          String violation = violation(body, field, rule);
          if (violation != null) {
            errors.add(new FieldError(field, violation));
          }
        });
    if (wholeBody != null && errors.size() == before && !wholeBody.validate(body).getValid()) {
      errors.add(new FieldError("body", "must match the schema"));
    }
  }

  private String violation(JsonObject body, String field, ValueRule rule) {
    Object value = body.getValue(field);
    if (value == null && required.contains(field)) {
      return "is required";
    }
    return body.containsKey(field) ? rule.violation(value) : null;
  }
}
