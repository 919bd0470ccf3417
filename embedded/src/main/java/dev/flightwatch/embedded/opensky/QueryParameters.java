package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import java.util.function.Function;

/** Converts query parameters. */
final class QueryParameters {

  private QueryParameters() {}

  /**
   * Returns the value of a parameter.
   *
   * @param convert OpenSky parses times as 32-bit integers
   * @throws CallRejectedException if it is missing or not a number
   */
  static <T> T required(HttpServerRequest request, String name, Function<String, T> convert) {
    String value = request.getParam(name);
    if (value == null) {
      throw CallRejectedException.badArgument("Required parameter '" + name + "' is not present.");
    }
    try {
      return convert.apply(value);
    } catch (NumberFormatException invalid) {
      throw CallRejectedException.badArgument(invalid.getMessage());
    }
  }
}
