package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;

/** Query parameters, converted as OpenSky's Java server does. */
final class Parameters {

  private Parameters() {}

  static String text(HttpServerRequest request, String name) {
    String value = request.getParam(name);
    if (value == null) {
      throw Refusal.badArgument("Required parameter '" + name + "' is not present.");
    }
    return value;
  }

  /** Times are ints on the server, so that the year 2038 is its end. */
  static int integer(HttpServerRequest request, String name) {
    String value = text(request, name);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException tooLargeOrNoNumber) {
      throw notConvertible(value, "int");
    }
  }

  static double decimal(HttpServerRequest request, String name) {
    String value = text(request, name);
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException noNumber) {
      throw notConvertible(value, "double");
    }
  }

  private static Refusal notConvertible(String value, String type) {
    return Refusal.badArgument(
        "Failed to convert value of type 'java.lang.String' to required type '"
            + type
            + "'; nested exception is java.lang.NumberFormatException: For input string: \""
            + value
            + "\"");
  }
}
