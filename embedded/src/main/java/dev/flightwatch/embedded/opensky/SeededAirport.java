package dev.flightwatch.embedded.opensky;

import java.util.List;
import java.util.Optional;

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
          airport("LICC", "Italy", 37.47, 15.06, 0x300000).with(70, 0.12),
          airport("LICJ", "Italy", 38.18, 13.09, 0x300100).with(45, 0.15),
          airport("LIRF", "Italy", 41.80, 12.24, 0x300200).with(120, 0.10),
          airport("LIMC", "Italy", 45.63, 8.73, 0x300300).with(110, 0.14),
          airport("LIPZ", "Italy", 45.51, 12.35, 0x300400).with(50, 0.20),
          airport("LMML", "Malta", 35.86, 14.48, 0x4d2000).with(30, 0.30),
          airport("LSZB", "Switzerland", 46.91, 7.50, 0x4b0000).with(20, 0.10),
          airport("LSZH", "Switzerland", 47.46, 8.55, 0x4b0100).with(100, 0.11),
          airport("EDDF", "Germany", 50.03, 8.57, 0x3c0000).with(150, 0.18),
          airport("EDDM", "Germany", 48.35, 11.79, 0x3c0100).with(120, 0.16),
          airport("LFPG", "France", 49.01, 2.55, 0x380000).with(140, 0.35),
          airport("LFMN", "France", 43.66, 7.22, 0x380100).with(60, 0.25),
          airport("EGLL", "United Kingdom", 51.47, -0.46, 0x400000).with(140, 0.22),
          airport("EBBR", "Belgium", 50.90, 4.48, 0x448000).with(70, 0.13),
          airport("EBNM", "Belgium", 50.49, 4.77, 0x448100).with(6, 0.20),
          airport("EHAM", "Kingdom of the Netherlands", 52.31, 4.76, 0x480000).with(140, 0.15),
          airport("LEMD", "Spain", 40.47, -3.56, 0x340000).with(120, 0.28),
          airport("LOWW", "Austria", 48.11, 16.57, 0x440000).with(80, 0.17),
          airport("NK39", "United States", 42.60, -76.90, 0xa00000).with(3, 0.65),
          airport("LD57", "Croatia", 45.50, 15.50, 0x501c00).with(4, 0.50),
          airport("CDL8", "Canada", 50.20, -104.70, 0xc00000).with(3, 0.60),
          airport("LSTZ", "Switzerland", 46.55, 7.38, 0),
          airport("EDNY", "Germany", 47.67, 9.51, 0),
          airport("LSGC", "Switzerland", 47.08, 6.79, 0),
          airport("FHAW", "United Kingdom", -7.97, -14.39, 0));

  static Optional<SeededAirport> find(String code) {
    return ALL.stream().filter(airport -> code.equals(airport.code)).findFirst();
  }

  private SeededAirport with(int newFlightsPerDay, double newUnknownArrivals) {
    return new SeededAirport(code, location, fleet, newFlightsPerDay, newUnknownArrivals);
  }

  private static SeededAirport airport(
      String code, String country, double latitude, double longitude, int fleet) {
    return new SeededAirport(code, new Location(country, latitude, longitude), fleet, 0, 0);
  }
}
