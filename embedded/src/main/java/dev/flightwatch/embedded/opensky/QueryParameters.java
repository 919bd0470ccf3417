package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;

/** Converts query parameters, with the error messages of OpenSky's Java server. */
final class QueryParameters {

  private QueryParameters() {}

  static String text(HttpServerRequest request, String name) {
    String value = request.getParam(name);
    if (value == null) {
      throw CallRejectedException.badArgument("Required parameter '" + name + "' is not present.");
    }
    return value;
  }

  /** Returns a time in Unix seconds. OpenSky parses times as 32-bit integers. */
  static int integer(HttpServerRequest request, String name) {
    String value = text(request, name);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException invalid) {
      throw notConvertible(value, "int");
    }
  }

  static double decimal(HttpServerRequest request, String name) {
    String value = text(request, name);
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException invalid) {
      throw notConvertible(value, "double");
    }
  }

  private static CallRejectedException notConvertible(String value, String type) {
    return CallRejectedException.badArgument(
        "Failed to convert value of type 'java.lang.String' to required type '"
            + type
            + "'; nested exception is java.lang.NumberFormatException: For input string: \""
            + value
            + "\"");
  }
}
