package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;

/** The part of the world a call for states is about. */
record Area(double south, double west, double north, double east) {

  private static final Area WORLD = new Area(-90, -180, 90, 180);

  /** The whole world, unless the call names all four sides. */
  static Area of(HttpServerRequest request) {
    if (!request.params().contains("lamin")) {
      return WORLD;
    }
    return new Area(
        Parameters.decimal(request, "lamin"),
        Parameters.decimal(request, "lomin"),
        Parameters.decimal(request, "lamax"),
        Parameters.decimal(request, "lomax"));
  }

  boolean contains(JsonArray stateVector) {
    Double longitude = stateVector.getDouble(StateVector.LONGITUDE);
    Double latitude = stateVector.getDouble(StateVector.LATITUDE);
    if (longitude == null || latitude == null) {
      return this.equals(WORLD);
    }
    return south <= latitude && latitude <= north && west <= longitude && longitude <= east;
  }
}
