package dev.flightwatch.datacollector.opensky;

/**
 * An area of at most 25 square degrees, for which a call for aircraft costs one credit. It ends at
 * the poles and at the antimeridian, which OpenSky's bounding boxes cannot cross.
 */
public record Area(double south, double west, double north, double east) {
  /** The price of a call. */
  static final int CREDITS = 1;

  /** Twice this, squared, is just under 25. */
  private static final double HALF_WIDTH = 2.49;

  private static final double MAX_LATITUDE = 90;
  private static final double MAX_LONGITUDE = 180;

  /** Returns the area around a position. */
  public static Area around(double latitude, double longitude) {
    return new Area(
        Math.max(-MAX_LATITUDE, latitude - HALF_WIDTH),
        Math.max(-MAX_LONGITUDE, longitude - HALF_WIDTH),
        Math.min(MAX_LATITUDE, latitude + HALF_WIDTH),
        Math.min(MAX_LONGITUDE, longitude + HALF_WIDTH));
  }

  public boolean contains(double latitude, double longitude) {
    return south <= latitude && latitude <= north && west <= longitude && longitude <= east;
  }
}
