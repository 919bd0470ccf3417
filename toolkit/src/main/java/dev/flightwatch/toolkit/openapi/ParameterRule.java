package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.error.FieldError;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Parameter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads and validates one declared path parameter, query parameter or header. */
final class ParameterRule {
  /** Fits into a long; longer text stays text, which the schema refuses. */
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

  private final String name;
  private final boolean required;
  private final SchemaType type;
  private final String defaultValue;
  private final ValueRule rule;

  ParameterRule(SchemaRepository schemas, Parameter parameter) {
    name = parameter.getName();
    required = parameter.isRequired();
    type = parameter.getSchemaType();
    Object fromSchema = parameter.getSchema().get("default");
    defaultValue = fromSchema == null ? null : fromSchema.toString();
    rule = new ValueRule(schemas, parameter.getSchema());
    if (type != SchemaType.STRING && type != SchemaType.INTEGER) {
      throw new IllegalArgumentException("parameter " + name + " must be a string or an integer");
    }
  }

  String name() {
    return name;
  }

  /** Adds the value of the parameter to the values, or its error to the errors. */
  void read(List<String> texts, Map<String, String> values, List<FieldError> errors) {
    String violation = violation(texts);
    String value = texts.isEmpty() ? defaultValue : texts.get(0);
    if (violation != null) {
      errors.add(new FieldError(name, violation));
    } else if (value != null) {
      values.put(name, value);
    }
  }

  private String violation(List<String> texts) {
    if (texts.size() > 1) {
      return "must be given once";
    }
    if (!texts.isEmpty() && !texts.get(0).isBlank()) {
      return rule.violation(typed(texts.get(0)));
    }
    if (required) {
      return "is required";
    }
    return texts.isEmpty() ? null : "must not be blank";
  }

  /**
   * Returns the text as its declared type, or as text when it has another: the schema refuses it.
   */
  private Object typed(String text) {
    boolean isInteger = type == SchemaType.INTEGER && INTEGER.matcher(text).matches();
    return isInteger ? integer(text) : text;
  }

  /** Returns an Integer when the number fits, as the format int32 requires. */
  private static Object integer(String text) {
    long number = Long.parseLong(text);
    return number == (int) number ? (Object) (int) number : (Object) number;
  }
}
