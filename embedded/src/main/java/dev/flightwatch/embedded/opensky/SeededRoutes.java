package dev.flightwatch.embedded.opensky;

import java.util.List;
import java.util.SplittableRandom;

/** The destinations of an airport that a flight reaches in time, and how long it takes. */
final class SeededRoutes {
  private static final int SHORTEST_SECONDS = 1_200;

  /** A flight of this length that departs at the end of a day ends before the nightly batch. */
  private static final int LONGEST_SECONDS = 10_200;

  private static final int SLOWEST_METRES_PER_SECOND = 200;
  private static final int FASTEST_METRES_PER_SECOND = 235;

  /** The time for departure, climb, approach and landing. */
  private static final int OVERHEAD_SECONDS = 1_200;

  private static final double RANGE_METRES =
      (double) (LONGEST_SECONDS - OVERHEAD_SECONDS) * SLOWEST_METRES_PER_SECOND;

  private final SeededAirport origin;
  private final List<String> destinations;

  SeededRoutes(SeededAirport origin) {
    this.origin = origin;
    this.destinations =
        SeededAirport.ALL.stream().filter(this::isReachable).map(SeededAirport::code).toList();
  }

  /** Returns a random destination; for a round trip, the origin itself. */
  String destination(SplittableRandom random) {
    return destinations.get(random.nextInt(destinations.size()));
  }

  /**
   * Returns a random duration that is plausible for the distance, in seconds.
   *
   * @param destination null when it is unknown
   */
  int seconds(SplittableRandom random, String destination) {
    if (destination == null || destination.equals(origin.code())) {
      return random.nextInt(SHORTEST_SECONDS, LONGEST_SECONDS);
    }
    double metres = metresTo(SeededAirport.find(destination).orElseThrow());
    int speed = random.nextInt(SLOWEST_METRES_PER_SECOND, FASTEST_METRES_PER_SECOND);
    return OVERHEAD_SECONDS + (int) (metres / speed);
  }

  private boolean isReachable(SeededAirport destination) {
    return metresTo(destination) < RANGE_METRES;
  }

  private double metresTo(SeededAirport destination) {
    return origin.location().metresTo(destination.location());
  }
}
