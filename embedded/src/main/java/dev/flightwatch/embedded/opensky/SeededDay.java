package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FlightFields.ARRIVAL;
import static dev.flightwatch.embedded.opensky.FlightFields.ARRIVAL_CANDIDATES;
import static dev.flightwatch.embedded.opensky.FlightFields.CALLSIGN;
import static dev.flightwatch.embedded.opensky.FlightFields.DEPARTURE;
import static dev.flightwatch.embedded.opensky.FlightFields.DEPARTURE_CANDIDATES;
import static dev.flightwatch.embedded.opensky.FlightFields.FIRST_SEEN;
import static dev.flightwatch.embedded.opensky.FlightFields.ICAO24;
import static dev.flightwatch.embedded.opensky.FlightFields.LAST_SEEN;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Generates the flights of one airport on one UTC day, with the anomalies of real data. Single use.
 */
final class SeededDay {

  private static final List<String> AIRLINES =
      List.of("ITY", "RYR", "DLH", "AFR", "SWR", "BAW", "KLM", "EZY", "VOE", "NJE", "RGA");

  private static final int SHORTEST_SECONDS = 1_200;

  /** A flight of this length that departs at the end of a day ends before 03:00. */
  static final int LONGEST_SECONDS = 10_200;

  private static final double METRES_PER_SECOND = 220;
  private static final int TAXI_SECONDS = 300;

  private final SeededAirport airport;
  private final long day;
  private final SplittableRandom random;
  private final List<String> destinations;
  private final SeededFleet fleet;

  /**
   * @param day the number of days since 1970-01-01
   */
  SeededDay(long seed, SeededAirport airport, long day) {
    this.airport = airport;
    this.day = day;
    this.destinations = airport.destinations();
    this.fleet = new SeededFleet(airport, day);
    this.random = new SplittableRandom((seed * 31 + airport.code().hashCode()) * 1_000_003 + day);
  }

  List<TrackedFlight> flights() {
    return departureSeconds().stream()
        .sorted()
        .map(second -> flight((int) (day * UtcDays.SECONDS) + second))
        .toList();
  }

  /** Some flights depart in the same second as another one. */
  private List<Integer> departureSeconds() {
    int mean = airport.flightsPerDay();
    int count = random.nextInt(mean - mean / 5, mean + mean / 5 + 1);
    List<Integer> seconds = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      seconds.add(i > 0 && chance(0.03) ? seconds.get(i - 1) : anySecond());
    }
    return seconds;
  }

  private int anySecond() {
    boolean byDay = chance(0.85);
    return byDay ? random.nextInt(5 * 3_600, 22 * 3_600) : random.nextInt((int) UtcDays.SECONDS);
  }

  /** Some flights are only live, some only settled, and of some the arrival is corrected. */
  private TrackedFlight flight(int firstSeen) {
    JsonObject settled = settled(firstSeen);
    JsonObject live = live(settled);
    double anomaly = random.nextDouble();
    if (anomaly < 0.03) {
      return new TrackedFlight(firstSeen, live, null, null);
    }
    JsonObject corrected = anomaly < 0.95 ? settled : rerouted(settled);
    return new TrackedFlight(firstSeen, anomaly < 0.06 ? null : live, settled, corrected);
  }

  /** Returns the flight with a new choice of its arrival airport, if that is known. */
  private JsonObject rerouted(JsonObject flight) {
    JsonObject rerouted = flight.copy();
    if (flight.getValue(ARRIVAL) != null) {
      putDistances(rerouted.put(ARRIVAL, any(destinations)), ARRIVAL);
    }
    return rerouted;
  }

  private JsonObject settled(int firstSeen) {
    String arrival = chance(airport.unknownArrivals()) ? null : any(destinations);
    int lastSeen = firstSeen + seconds(arrival);
    JsonObject flight =
        new JsonObject()
            .put(ICAO24, fleet.assign(firstSeen, lastSeen))
            .put(FIRST_SEEN, firstSeen)
            .put(DEPARTURE, airport.code())
            .put(LAST_SEEN, lastSeen)
            .put(ARRIVAL, arrival)
            .put(CALLSIGN, callsign());
    putDistances(flight, DEPARTURE);
    putDistances(flight, ARRIVAL);
    return flight
        .put(DEPARTURE_CANDIDATES, random.nextInt(108))
        .put(ARRIVAL_CANDIDATES, arrival == null ? 0 : random.nextInt(108));
  }

  /** A flight to a known airport is as long as its distance needs, give or take a tenth. */
  private int seconds(String arrival) {
    int any = random.nextInt(SHORTEST_SECONDS, LONGEST_SECONDS);
    double part = (double) (any - SHORTEST_SECONDS) / (LONGEST_SECONDS - SHORTEST_SECONDS);
    double metres =
        arrival == null
            ? 0
            : SeededAirport.find(arrival)
                .map(to -> airport.location().distanceTo(to.location()))
                .orElse(0.0);
    if (metres == 0) {
      return any;
    }
    double seconds = TAXI_SECONDS + metres / METRES_PER_SECOND * (0.9 + 0.2 * part);
    return (int) Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS - 1, seconds));
  }

  private JsonObject live(JsonObject settled) {
    int trackedSeconds = settled.getInteger(LAST_SEEN) - settled.getInteger(FIRST_SEEN);
    int lastSeen = settled.getInteger(LAST_SEEN) - random.nextInt(trackedSeconds / 4);
    JsonObject live = arrivalBeforeBatch(settled, lastSeen);
    return chance(0.08) ? live.putNull(CALLSIGN) : live;
  }

  /** Before the batch, most arrivals are unknown, and some of the others are wrong. */
  private JsonObject arrivalBeforeBatch(JsonObject settled, int lastSeen) {
    if (chance(0.1)) {
      return (chance(0.2) ? rerouted(settled) : settled.copy()).put(LAST_SEEN, lastSeen);
    }
    JsonObject flight = FlightFields.beforeArrival(settled, lastSeen);
    putDistances(flight, ARRIVAL);
    return flight;
  }

  private String callsign() {
    double kind = random.nextDouble();
    if (kind < 0.03) {
      return null;
    }
    if (kind < 0.06) {
      return " ".repeat(8);
    }
    String callsign = any(AIRLINES) + random.nextInt(1, 10_000);
    return kind < 0.08 ? callsign : String.format("%-8s", callsign);
  }

  /** The distances of an unknown airport are 0 or null. */
  private void putDistances(JsonObject flight, String airportField) {
    if (flight.getValue(airportField) != null) {
      FlightFields.putDistances(
          flight, airportField, random.nextInt(20_000), random.nextInt(3_200));
    } else {
      Integer unknown = random.nextBoolean() ? 0 : null;
      FlightFields.putDistances(flight, airportField, unknown, unknown);
    }
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }
}
