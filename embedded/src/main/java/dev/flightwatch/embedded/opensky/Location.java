package dev.flightwatch.embedded.opensky;

/** A location, in degrees. Distances are in metres along great circles, bearings in degrees. */
record Location(String country, double latitude, double longitude) {
  private static final double EARTH_RADIUS = 6_371_000;

  double distanceTo(Location other) {
    double from = Math.toRadians(latitude);
    double to = Math.toRadians(other.latitude);
    double north = Math.sin((to - from) / 2);
    double east = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double a = north * north + Math.cos(from) * Math.cos(to) * east * east;
    return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(a)));
  }

  /** Returns the bearing at which the great circle to another location begins, 0 to 360. */
  double bearingTo(Location other) {
    double from = Math.toRadians(latitude);
    double to = Math.toRadians(other.latitude);
    double east = Math.toRadians(other.longitude - longitude);
    double y = Math.sin(east) * Math.cos(to);
    double x = Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(east);
    return (Math.toDegrees(Math.atan2(y, x)) + 360) % 360;
  }

  /** Returns the location at a distance along the great circle that begins at a bearing. */
  Location at(double distance, double bearing) {
    double from = Math.toRadians(latitude);
    double angle = distance / EARTH_RADIUS;
    double direction = Math.toRadians(bearing);
    double sine =
        Math.sin(from) * Math.cos(angle) + Math.cos(from) * Math.sin(angle) * Math.cos(direction);
    double east =
        Math.atan2(
            Math.sin(direction) * Math.sin(angle) * Math.cos(from),
            Math.cos(angle) - Math.sin(from) * sine);
    double to = Math.toDegrees(Math.asin(sine));
    return new Location(country, to, (longitude + Math.toDegrees(east) + 540) % 360 - 180);
  }
}
