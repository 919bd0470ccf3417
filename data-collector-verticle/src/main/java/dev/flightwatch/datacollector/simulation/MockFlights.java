package dev.flightwatch.datacollector.simulation;

import static dev.flightwatch.datacollector.simulation.MockFleet.CYCLE_SECONDS;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Simulated departures in the form of OpenSky's. They depend only on the airport and the time, so
 * all processes simulate the same flights. An aircraft has one flight at a time, to another
 * airport.
 */
public final class MockFlights {
  private static final int SLOT_SECONDS = 10 * 60;

  /** A result contains the departures of this many seconds: 110 minutes. */
  static final int WINDOW_SECONDS = 11 * SLOT_SECONDS;

  /** The first departure of a cycle varies by this much, so each window contains one. */
  private static final int FIRST_DEPARTURE_SPREAD = WINDOW_SECONDS - CYCLE_SECONDS;

  private static final int MIN_FLIGHT_SECONDS = 20 * 60;
  private static final int MAX_FLIGHT_SECONDS = 75 * 60;

  /** Time on the ground before the next flight of the aircraft. */
  private static final int TURNAROUND_SECONDS = 10 * 60;

  private static final List<String> DESTINATIONS =
      List.of(
          "LICC", "LIRF", "LIMC", "LSZH", "EDDF", "EDDM", "LFPG", "EGLL", "EHAM", "LEMD", "LOWW",
          "EBBR");

  private MockFlights() {}

  /**
   * Returns the airport's departures in the 110 minutes before the current ten-minute slot began,
   * at least one, the latest first. The result is the same throughout a slot. A flight that has not
   * landed by the beginning of the slot has no arrival airport yet; later results contain it with
   * one, under the same key. No two flights have the same key, and no real aircraft has a simulated
   * one's icao24.
   */
  public static List<Flight> departures(AirportCode airport, Instant now) {
    Window window = window(now);
    long end = window.end().getEpochSecond() + 1;
    List<Flight> flights = flights(airport, window.begin().getEpochSecond(), end, end);
    flights.sort(Comparator.comparingLong(Flight::firstSeen).reversed());
    return flights;
  }

  /**
   * Returns the departures of a period, as they are known when all have landed.
   *
   * @param begin first second of the period, in Unix time
   * @param end the second after the period
   */
  static List<Flight> between(AirportCode airport, long begin, long end) {
    return flights(airport, begin, end, Long.MAX_VALUE);
  }

  private static List<Flight> flights(AirportCode airport, long begin, long end, long seenUntil) {
    MockFleet fleet = new MockFleet(airport);
    List<Flight> flights = new ArrayList<>();
    for (long cycle = begin / CYCLE_SECONDS - 1; fleet.begin(cycle) < end; cycle++) {
      flights.addAll(flightsOf(airport, fleet, cycle, seenUntil));
    }
    flights.removeIf(flight -> flight.firstSeen() < begin || flight.firstSeen() >= end);
    return flights;
  }

  /** Returns the window of the departures at that time. */
  public static Window window(Instant now) {
    long end = Math.floorDiv(now.getEpochSecond(), SLOT_SECONDS) * SLOT_SECONDS;
    return new Window(Instant.ofEpochSecond(end - WINDOW_SECONDS), Instant.ofEpochSecond(end - 1));
  }

  private static List<Flight> flightsOf(
      AirportCode airport, MockFleet fleet, long cycle, long seenUntil) {
    // java.util.Random, because its algorithm is specified: other processes may run other JDKs.
    Random random = new Random(fleet.seed(cycle));
    List<Flight> flights = new ArrayList<>();
    long end = fleet.begin(cycle) + fleet.seconds() - TURNAROUND_SECONDS;
    int spread = Math.min(FIRST_DEPARTURE_SPREAD, fleet.seconds() / 10);
    long departure = fleet.begin(cycle) + random.nextInt(spread);
    while (departure + MIN_FLIGHT_SECONDS <= end) {
      int longest = (int) Math.min(MAX_FLIGHT_SECONDS, end - departure);
      long landing = departure + between(MIN_FLIGHT_SECONDS, longest, random);
      Route route = new Route(airport, otherAirport(airport, random), departure, landing);
      JsonObject data = data(fleet.icao24(cycle), route, seenUntil, random);
      flights.add(Flight.of(data, Source.MOCK));
      departure = landing + TURNAROUND_SECONDS;
    }
    return flights;
  }

  private record Route(AirportCode from, String to, long departure, long landing) {}

  /**
   * Draws all random numbers for a flight in the air too, so that the next flights stay the same.
   */
  private static JsonObject data(String icao24, Route route, long seenUntil, Random random) {
    boolean landed = route.landing() <= seenUntil;
    return new JsonObject()
        .put("icao24", icao24)
        .put("firstSeen", (int) route.departure())
        .put("estDepartureAirport", route.from().value())
        .put("lastSeen", (int) Math.min(route.landing(), seenUntil))
        .put("estArrivalAirport", landed ? route.to() : null)
        .put("callsign", String.format(Locale.ROOT, "MOCK%04d", random.nextInt(10_000)))
        .put("estDepartureAirportHorizDistance", between(100, 3_000, random))
        .put("estDepartureAirportVertDistance", between(5, 120, random))
        .put("estArrivalAirportHorizDistance", known(landed, between(200, 9_000, random), null))
        .put("estArrivalAirportVertDistance", known(landed, between(5, 900, random), null))
        .put("departureAirportCandidatesCount", between(0, 5, random))
        .put("arrivalAirportCandidatesCount", known(landed, between(0, 9, random), 0));
  }

  private static Integer known(boolean landed, Integer value, Integer otherwise) {
    return landed ? value : otherwise;
  }

  /** Draws the other end of a flight from or to an airport. */
  static String otherAirport(AirportCode airport, Random random) {
    int index = random.nextInt(DESTINATIONS.size());
    String destination = DESTINATIONS.get(index);
    return destination.equals(airport.value())
        ? DESTINATIONS.get((index + 1) % DESTINATIONS.size())
        : destination;
  }

  private static int between(int least, int most, Random random) {
    return least + random.nextInt(most - least + 1);
  }
}
