package dev.flightwatch.embedded.opensky;

/** The location of an airport. */
record Location(String country, double latitude, double longitude) {
  private static final double EARTH_RADIUS_METRES = 6_371_000;

  /** Returns the great-circle distance, in metres. */
  double metresTo(Location other) {
    double north = Math.toRadians(other.latitude - latitude);
    double east = Math.toRadians(other.longitude - longitude);
    double haversine =
        square(Math.sin(north / 2))
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * square(Math.sin(east / 2));
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(haversine));
  }

  private static double square(double value) {
    return value * value;
  }
}
