package dev.flightwatch.embedded.opensky;

/** The location of an airport. */
record Location(String country, double latitude, double longitude) {
  private static final double EARTH_RADIUS_METRES = 6_371_000;

  /** Returns the great-circle distance, in metres. */
  double metresTo(Location other) {
    double north = Math.toRadians(other.latitude - latitude);
    double east = Math.toRadians(other.longitude - longitude);
    double haversine =
        Math.pow(Math.sin(north / 2), 2)
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * Math.pow(Math.sin(east / 2), 2);
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(haversine));
  }
}
