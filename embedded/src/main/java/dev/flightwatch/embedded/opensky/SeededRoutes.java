package dev.flightwatch.embedded.opensky;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The destinations of an airport that a flight reaches in time, and how long it takes. */
final class SeededRoutes {
  static final int SHORTEST_SECONDS = 1_200;

  /** A flight of this length that departs at the end of a day ends before the nightly batch. */
  static final int LONGEST_SECONDS = 10_200;

  private static final int LONGEST_ROUND_TRIP_SECONDS = 5_400;
  private static final int SLOWEST_METRES_PER_SECOND = 200;
  private static final int FASTEST_METRES_PER_SECOND = 235;

  /** The time for departure, climb, approach and landing. */
  private static final int OVERHEAD_SECONDS = 1_200;

  private static final double RANGE_METRES =
      (double) (LONGEST_SECONDS - OVERHEAD_SECONDS) * SLOWEST_METRES_PER_SECOND;

  /** Airfields without departures of their own. */
  private static final Map<String, Location> ARRIVALS_ONLY =
      Map.of(
          "LSTZ", new Location("Switzerland", 46.55, 7.38),
          "EDNY", new Location("Germany", 47.67, 9.51),
          "LSGC", new Location("Switzerland", 47.08, 6.79));

  private static final List<String> SMALL = List.of("LD57", "LSTZ", "EDNY", "LSGC");

  private final SeededAirport origin;
  private final List<String> airports;
  private final List<String> smallFields;

  SeededRoutes(SeededAirport origin) {
    this.origin = origin;
    this.airports =
        SeededAirport.ALL.stream().map(SeededAirport::code).filter(this::isReachable).toList();
    this.smallFields = SMALL.stream().filter(this::isReachable).toList();
  }

  /** Returns a random destination; the origin itself where nothing else is in range. */
  String destination(SplittableRandom random, boolean isSmall) {
    List<String> choices = isSmall && !smallFields.isEmpty() ? smallFields : airports;
    return choices.isEmpty() ? origin.code() : choices.get(random.nextInt(choices.size()));
  }

  /**
   * Returns a random duration that is plausible for the distance, in seconds.
   *
   * @param destination null when it is unknown
   */
  int seconds(SplittableRandom random, String destination) {
    if (destination == null) {
      return random.nextInt(SHORTEST_SECONDS, LONGEST_SECONDS);
    }
    if (destination.equals(origin.code())) {
      return random.nextInt(SHORTEST_SECONDS, LONGEST_ROUND_TRIP_SECONDS);
    }
    double metres = origin.location().metresTo(locationOf(destination).orElseThrow());
    int speed = random.nextInt(SLOWEST_METRES_PER_SECOND, FASTEST_METRES_PER_SECOND);
    return OVERHEAD_SECONDS + (int) (metres / speed);
  }

  private boolean isReachable(String code) {
    return code != null
        && !code.equals(origin.code())
        && locationOf(code)
            .filter(location -> origin.location().metresTo(location) < RANGE_METRES)
            .isPresent();
  }

  private static Optional<Location> locationOf(String code) {
    return SeededAirport.find(code)
        .map(SeededAirport::location)
        .or(() -> Optional.ofNullable(ARRIVALS_ONLY.get(code)));
  }
}
