package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FlightFields.ARRIVAL;
import static dev.flightwatch.embedded.opensky.FlightFields.ARRIVAL_CANDIDATES;
import static dev.flightwatch.embedded.opensky.FlightFields.ARRIVAL_HORIZONTAL;
import static dev.flightwatch.embedded.opensky.FlightFields.ARRIVAL_VERTICAL;
import static dev.flightwatch.embedded.opensky.FlightFields.CALLSIGN;
import static dev.flightwatch.embedded.opensky.FlightFields.DEPARTURE;
import static dev.flightwatch.embedded.opensky.FlightFields.DEPARTURE_CANDIDATES;
import static dev.flightwatch.embedded.opensky.FlightFields.DEPARTURE_HORIZONTAL;
import static dev.flightwatch.embedded.opensky.FlightFields.DEPARTURE_VERTICAL;
import static dev.flightwatch.embedded.opensky.FlightFields.FIRST_SEEN;
import static dev.flightwatch.embedded.opensky.FlightFields.ICAO24;
import static dev.flightwatch.embedded.opensky.FlightFields.LAST_SEEN;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Generates the flights of one airport on one UTC day, with the anomalies of real data. Single use.
 */
final class SeededDay {

  private static final List<String> AIRLINES =
      List.of("ITY", "RYR", "DLH", "AFR", "SWR", "BAW", "KLM", "EZY", "VOE", "NJE", "RGA");
  private static final int BUSY = 100;

  private final SeededAirport airport;
  private final LocalDate day;
  private final SplittableRandom random;
  private final Set<Integer> takenSeconds = new HashSet<>();
  private final SeededRoutes routes;
  private final SeededFleet fleet;

  SeededDay(long seed, SeededAirport airport, LocalDate day) {
    this.airport = airport;
    this.day = day;
    this.routes = new SeededRoutes(airport);
    this.fleet = new SeededFleet(airport, day);
    this.random =
        new SplittableRandom(
            (seed * 31 + Objects.hashCode(airport.code())) * 1_000_003 + day.toEpochDay());
  }

  List<TrackedFlight> flights() {
    return departureSeconds().stream()
        .sorted()
        .map(second -> flight((int) UtcDays.startOf(day) + second))
        .toList();
  }

  private List<Integer> departureSeconds() {
    int mean = airport.flightsPerDay();
    int count = mean == 0 ? 0 : random.nextInt(mean - mean / 5, mean + mean / 5 + 1);
    List<Integer> seconds = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boolean together = i > 1 && i % 2 == 1 && chance(0.06);
      seconds.add(together ? seconds.get(i - 1) : freeSecond(i));
    }
    return seconds;
  }

  /** Busy airports have a flight in the first and the last second of each day. */
  private int freeSecond(int index) {
    int second = (int) UtcDays.SECONDS - 1;
    if (airport.flightsPerDay() >= BUSY && index < 2) {
      second *= index;
    } else {
      second = anySecond();
    }
    while (!takenSeconds.add(second)) {
      second = anySecond();
    }
    return second;
  }

  private int anySecond() {
    boolean byDay = chance(0.85);
    return byDay ? random.nextInt(5 * 3_600, 22 * 3_600) : random.nextInt((int) UtcDays.SECONDS);
  }

  /** Of the flights between the ends of the day, some are only live and some only settled. */
  private TrackedFlight flight(int firstSeen) {
    JsonObject settled = settled(firstSeen);
    JsonObject live = live(settled);
    double anomaly = random.nextDouble();
    if (anomaly >= 0.06 || isFirstOrLastSecond(firstSeen)) {
      return new TrackedFlight(firstSeen, live, settled);
    }
    return anomaly < 0.03
        ? new TrackedFlight(firstSeen, live, null)
        : new TrackedFlight(firstSeen, null, settled);
  }

  private boolean isFirstOrLastSecond(int firstSeen) {
    long second = firstSeen - UtcDays.startOf(day);
    return second == 0 || second == UtcDays.SECONDS - 1;
  }

  private JsonObject settled(int firstSeen) {
    String arrival = arrival();
    int lastSeen = firstSeen + routes.seconds(random, arrival);
    int aircraft = fleet.freeAt(firstSeen);
    fleet.assign(aircraft, firstSeen, lastSeen, arrival != null && arrival.equals(airport.code()));
    JsonObject flight =
        new JsonObject()
            .put(ICAO24, fleet.icao24(aircraft))
            .put(FIRST_SEEN, firstSeen)
            .put(DEPARTURE, airport.code())
            .put(LAST_SEEN, lastSeen)
            .put(ARRIVAL, arrival)
            .put(CALLSIGN, callsign());
    putDistances(flight, airport.code(), DEPARTURE_HORIZONTAL, DEPARTURE_VERTICAL);
    putDistances(flight, arrival, ARRIVAL_HORIZONTAL, ARRIVAL_VERTICAL);
    return flight
        .put(DEPARTURE_CANDIDATES, airport.code() == null ? 0 : random.nextInt(108))
        .put(ARRIVAL_CANDIDATES, arrival == null ? 0 : random.nextInt(108));
  }

  private JsonObject live(JsonObject settled) {
    int trackedSeconds = settled.getInteger(LAST_SEEN) - settled.getInteger(FIRST_SEEN);
    int lastSeen = settled.getInteger(LAST_SEEN) - random.nextInt(trackedSeconds / 4);
    JsonObject live = FlightFields.beforeArrival(settled, lastSeen);
    putDistances(live, null, ARRIVAL_HORIZONTAL, ARRIVAL_VERTICAL);
    return chance(0.08) ? live.putNull(CALLSIGN) : live;
  }

  private String arrival() {
    if (chance(airport.unknownArrivals())) {
      return null;
    }
    if (chance(airport.roundTrips())) {
      return airport.code();
    }
    return routes.destination(random, chance(0.1));
  }

  private String callsign() {
    double kind = random.nextDouble();
    if (kind < 0.03) {
      return null;
    }
    if (kind < 0.06) {
      return " ".repeat(8);
    }
    String callsign = oneOf(AIRLINES) + random.nextInt(1, 10_000);
    return kind < 0.08 ? callsign : String.format("%-8s", callsign);
  }

  private void putDistances(JsonObject flight, String place, String horizontal, String vertical) {
    if (place != null) {
      flight.put(horizontal, random.nextInt(20_000)).put(vertical, random.nextInt(3_200));
    } else if (random.nextBoolean()) {
      flight.put(horizontal, 0).put(vertical, 0);
    } else {
      flight.putNull(horizontal).putNull(vertical);
    }
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
