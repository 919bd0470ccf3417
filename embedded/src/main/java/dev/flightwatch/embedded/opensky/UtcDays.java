package dev.flightwatch.embedded.opensky;

/** UTC dates, which OpenSky uses, as numbers of days since 1970-01-01. */
final class UtcDays {

  static final long SECONDS = 86_400;

  private UtcDays() {}

  static long of(long epochSecond) {
    return Math.floorDiv(epochSecond, SECONDS);
  }
}
