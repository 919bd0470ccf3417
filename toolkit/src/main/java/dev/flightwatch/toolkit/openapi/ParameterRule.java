package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.error.FieldError;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Parameter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads one declared query parameter or header. */
final class ParameterRule {
  /** Short enough for a long: what is longer stays text, and so is no whole number. */
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

  private final String name;
  private final boolean required;
  private final SchemaType type;
  private final String fallback;
  private final ValueRule value;

  ParameterRule(SchemaRepository schemas, Parameter parameter) {
    name = parameter.getName();
    required = parameter.isRequired();
    type = parameter.getSchemaType();
    Object byDefault = parameter.getSchema().get("default");
    fallback = byDefault == null ? null : byDefault.toString();
    value = new ValueRule(schemas, parameter.getSchema());
    if (type == SchemaType.ARRAY || type == SchemaType.OBJECT) {
      throw new IllegalArgumentException("parameter " + name + " must be of a simple type");
    }
  }

  String name() {
    return name;
  }

  /** Puts the parameter among the values, or what is wrong with it among the errors. */
  void read(List<String> given, Map<String, String> values, List<FieldError> errors) {
    if (given.size() > 1) {
      errors.add(new FieldError(name, "must be given once"));
    } else if (given.isEmpty() || given.get(0).isBlank()) {
      readMissing(given.isEmpty(), values, errors);
    } else {
      String text = given.get(0);
      String complaint = value.complaint(typed(text));
      if (complaint == null) {
        values.put(name, text);
      } else {
        errors.add(new FieldError(name, complaint));
      }
    }
  }

  private void readMissing(boolean absent, Map<String, String> values, List<FieldError> errors) {
    if (required) {
      errors.add(new FieldError(name, "is required"));
    } else if (!absent) {
      errors.add(new FieldError(name, "must not be blank"));
    } else if (fallback != null) {
      values.put(name, fallback);
    }
  }

  /** The text as its declared type, or as it is when it is none: then the schema refuses it. */
  private Object typed(String text) {
    return switch (type) {
      case INTEGER -> INTEGER.matcher(text).matches() ? integer(text) : text;
      case NUMBER -> NUMBER.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
      case BOOLEAN ->
          text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
      default -> text;
    };
  }

  /** An Integer where it fits, as the format int32 asks. */
  private static Object integer(String text) {
    long number = Long.parseLong(text);
    return number == (int) number ? (Object) (int) number : (Object) number;
  }
}
