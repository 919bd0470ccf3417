package dev.flightwatch.datacollector.airports;

/**
 * A position on the globe, in degrees. Distances are in metres, on a sphere; bearings are in
 * degrees, clockwise from north, from 0 to 360.
 */
public record Coordinates(double latitude, double longitude) {
  private static final double EARTH_RADIUS = 6_371_000;
  private static final double FULL_CIRCLE = 360;
  private static final double HALF_CIRCLE = 180;

  /** Returns the length of the great circle to another position. */
  public double distanceTo(Coordinates other) {
    double north = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
    double east = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double a =
        north * north
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * east
                * east;
    return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(a)));
  }

  /** Returns the bearing at which the great circle to another position begins. */
  public double bearingTo(Coordinates other) {
    double from = Math.toRadians(latitude);
    double to = Math.toRadians(other.latitude);
    double east = Math.toRadians(other.longitude - longitude);
    double bearing =
        Math.atan2(
            Math.sin(east) * Math.cos(to),
            Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(east));
    return (Math.toDegrees(bearing) + FULL_CIRCLE) % FULL_CIRCLE;
  }

  /** Returns the position at a distance along the great circle that begins at a bearing. */
  public Coordinates at(double distance, double bearing) {
    double from = Math.toRadians(latitude);
    double angle = distance / EARTH_RADIUS;
    double direction = Math.toRadians(bearing);
    double to =
        Math.asin(
            Math.sin(from) * Math.cos(angle)
                + Math.cos(from) * Math.sin(angle) * Math.cos(direction));
    double east =
        Math.atan2(
            Math.sin(direction) * Math.sin(angle) * Math.cos(from),
            Math.cos(angle) - Math.sin(from) * Math.sin(to));
    double unbounded = longitude + Math.toDegrees(east);
    return new Coordinates(
        Math.toDegrees(to), (unbounded + HALF_CIRCLE + FULL_CIRCLE) % FULL_CIRCLE - HALF_CIRCLE);
  }
}
