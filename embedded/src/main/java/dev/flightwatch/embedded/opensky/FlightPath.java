package dev.flightwatch.embedded.opensky;

import java.util.Optional;

/**
 * The path of a flight: the great circle between its airports, at a constant speed. If one airport
 * is not known, the path is a great circle from or to the other one; a flight that returns to its
 * airport turns halfway.
 *
 * @param from position at the first second
 * @param to position at the last second
 * @param turnsHalfway whether the flight flies half the way to {@code to}, and back
 */
record FlightPath(Location from, Location to, boolean turnsHalfway, long seconds) {
  private static final double METRES_PER_SECOND = 200;
  private static final double ROUND_TRIP_METRES = 120_000;

  /** A position on a path. */
  record Point(Location location, double track) {}

  /**
   * Returns the path between two airports; empty if neither is known.
   *
   * @param track direction of a flight with only one airport
   */
  static Optional<FlightPath> between(
      Optional<Location> departure, Optional<Location> arrival, double track, long seconds) {
    double metres = METRES_PER_SECOND * seconds;
    if (departure.isEmpty()) {
      return arrival.map(to -> new FlightPath(to.at(metres, track), to, false, seconds));
    }
    Location from = departure.get();
    Location to = arrival.orElseGet(() -> from.at(metres, track));
    return Optional.of(
        from.equals(to)
            ? new FlightPath(from, from.at(ROUND_TRIP_METRES, track), true, seconds)
            : new FlightPath(from, to, false, seconds));
  }

  double metresPerSecond() {
    return from.distanceTo(to) / seconds;
  }

  /** Returns where the aircraft is some seconds after the first one. */
  Point after(long flown) {
    boolean isOnTheWayBack = turnsHalfway && flown > seconds / 2;
    double metres = metresPerSecond() * (isOnTheWayBack ? seconds - flown : flown);
    Location location = from.at(metres, from.bearingTo(to));
    double track = location.bearingTo(isOnTheWayBack ? from : to);
    return new Point(location, track);
  }
}
