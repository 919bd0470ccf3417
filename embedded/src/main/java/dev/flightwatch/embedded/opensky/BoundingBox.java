package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;

/** The area that a call for states requests, in degrees. */
record BoundingBox(double south, double west, double north, double east) {

  private static final BoundingBox WORLD = new BoundingBox(-90, -180, 90, 180);

  /** Returns the requested area, or the whole world if the call has no {@code lamin}. */
  static BoundingBox of(HttpServerRequest request) {
    if (!request.params().contains("lamin")) {
      return WORLD;
    }
    return new BoundingBox(
        QueryParameters.required(request, "lamin", Double::valueOf),
        QueryParameters.required(request, "lomin", Double::valueOf),
        QueryParameters.required(request, "lamax", Double::valueOf),
        QueryParameters.required(request, "lomax", Double::valueOf));
  }

  boolean contains(JsonArray stateVector) {
    double longitude = stateVector.getDouble(StateVector.LONGITUDE);
    double latitude = stateVector.getDouble(StateVector.LATITUDE);
    return south <= latitude && latitude <= north && west <= longitude && longitude <= east;
  }

  /** Returns the price of a call for this area. */
  int credits() {
    double squareDegrees = (north - south) * (east - west);
    return squareDegrees <= 25 ? 1 : squareDegrees <= 100 ? 2 : squareDegrees <= 400 ? 3 : 4;
  }
}
