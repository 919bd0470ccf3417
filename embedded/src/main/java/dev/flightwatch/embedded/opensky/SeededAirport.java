package dev.flightwatch.embedded.opensky;

import static java.util.Collections.nCopies;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An airport of the seeded traffic.
 *
 * @param fleet the first of 256 icao24 addresses of the aircraft that depart here, in the block of
 *     a real country
 * @param flightsPerDay the mean number of departures; 0 for an airport without departures, which
 *     responds 404
 * @param unknownArrivals the share of flights whose arrival airport stays unknown
 */
record SeededAirport(
    String code, Location location, int fleet, int flightsPerDay, double unknownArrivals) {

  static final List<SeededAirport> ALL =
      List.of(
          new SeededAirport("LICC", new Location("Italy", 37.47, 15.06), 0x300000, 70, 0.12),
          new SeededAirport("LICJ", new Location("Italy", 38.18, 13.09), 0x300100, 45, 0.15),
          new SeededAirport("LIRF", new Location("Italy", 41.80, 12.24), 0x300200, 120, 0.10),
          new SeededAirport("LIMC", new Location("Italy", 45.63, 8.73), 0x300300, 110, 0.14),
          new SeededAirport("LIPZ", new Location("Italy", 45.51, 12.35), 0x300400, 50, 0.20),
          new SeededAirport("LMML", new Location("Malta", 35.86, 14.48), 0x4d2000, 30, 0.30),
          new SeededAirport("LSZB", new Location("Switzerland", 46.91, 7.50), 0x4b0000, 20, 0.10),
          new SeededAirport("LSZH", new Location("Switzerland", 47.46, 8.55), 0x4b0100, 100, 0.11),
          new SeededAirport("EDDF", new Location("Germany", 50.03, 8.57), 0x3c0000, 150, 0.18),
          new SeededAirport("EDDM", new Location("Germany", 48.35, 11.79), 0x3c0100, 120, 0.16),
          new SeededAirport("LFPG", new Location("France", 49.01, 2.55), 0x380000, 140, 0.35),
          new SeededAirport("LFMN", new Location("France", 43.66, 7.22), 0x380100, 60, 0.25),
          new SeededAirport(
              "EGLL", new Location("United Kingdom", 51.47, -0.46), 0x400000, 140, 0.22),
          new SeededAirport("EBBR", new Location("Belgium", 50.90, 4.48), 0x448000, 70, 0.13),
          new SeededAirport("EBNM", new Location("Belgium", 50.49, 4.77), 0x448100, 6, 0.20),
          new SeededAirport(
              "EHAM", new Location("Kingdom of the Netherlands", 52.31, 4.76), 0x480000, 140, 0.15),
          new SeededAirport("LEMD", new Location("Spain", 40.47, -3.56), 0x340000, 120, 0.28),
          new SeededAirport("LOWW", new Location("Austria", 48.11, 16.57), 0x440000, 80, 0.17),
          new SeededAirport(
              "NK39", new Location("United States", 42.60, -76.90), 0xa00000, 3, 0.65),
          new SeededAirport("LD57", new Location("Croatia", 45.50, 15.50), 0x501c00, 4, 0.50),
          new SeededAirport("CDL8", new Location("Canada", 50.20, -104.70), 0xc00000, 3, 0.60),
          new SeededAirport("LSTZ", new Location("Switzerland", 46.55, 7.38), 0, 0, 0),
          new SeededAirport("EDNY", new Location("Germany", 47.67, 9.51), 0, 0, 0),
          new SeededAirport("LSGC", new Location("Switzerland", 47.08, 6.79), 0, 0, 0),
          new SeededAirport("FHAW", new Location("United Kingdom", -7.97, -14.39), 0, 0, 0));

  private static final Map<String, List<String>> CODE_TO_DESTINATIONS =
      ALL.stream().collect(toUnmodifiableMap(SeededAirport::code, SeededAirport::weighted));

  static Optional<SeededAirport> find(String code) {
    return ALL.stream().filter(airport -> code.equals(airport.code)).findFirst();
  }

  /** Returns the airports in the same region of ICAO codes, and so also this one. */
  Stream<SeededAirport> region() {
    return ALL.stream().filter(other -> other.code.charAt(0) == code.charAt(0));
  }

  /**
   * Returns the airports of the region, each as often as it is likely, so that it has about as many
   * arrivals as departures; this one once, for round trips.
   */
  List<String> destinations() {
    return CODE_TO_DESTINATIONS.get(code);
  }

  private List<String> weighted() {
    return region()
        .flatMap(other -> nCopies(equals(other) ? 1 : 1 + other.flightsPerDay, other.code).stream())
        .toList();
  }
}
