package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FlightFields.ARRIVAL;
import static dev.flightwatch.embedded.opensky.FlightFields.FIRST_SEEN;
import static dev.flightwatch.embedded.opensky.FlightFields.ICAO24;
import static dev.flightwatch.embedded.opensky.FlightFields.LAST_SEEN;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The flights of an emulator, as the OpenSky API reports them at a given moment: a flight appears
 * after its firstSeen, and nightly batches refine it. Its arrival is listed once the UTC day of its
 * lastSeen is settled. The same query for the same moment always returns the same flights.
 * Intervals are in Unix seconds, with both ends included. Returned objects are copies. Safe for use
 * by any thread.
 */
public abstract class Traffic {

  private final NightlyBatch batch;

  Traffic(NightlyBatch batch) {
    this.batch = batch;
  }

  /** Returns the airports with departures. */
  public abstract Set<String> airports();

  /** Returns the flights from an airport, at least those with firstSeen in the interval. */
  abstract Stream<TrackedFlight> from(String airport, long begin, long end);

  /** Returns flights, at least those to an airport with lastSeen in the interval. */
  abstract Stream<TrackedFlight> to(String airport, long begin, long end);

  /** Returns the flights from an airport with firstSeen in the interval, latest first. */
  public List<JsonObject> departures(String airport, long begin, long end, Instant now) {
    return seen(airport, begin, end, now).sorted(latestFirst(FIRST_SEEN)).toList();
  }

  /** Returns the flights to an airport with lastSeen in the interval, latest first. */
  public List<JsonObject> arrivals(String airport, long begin, long end, Instant now) {
    return to(airport, begin, end)
        .flatMap(flight -> flight.arrivedAt(now.getEpochSecond(), batch).stream())
        .filter(flight -> airport.equals(flight.getString(ARRIVAL)))
        .filter(flight -> begin <= flight.getLong(LAST_SEEN) && flight.getLong(LAST_SEEN) <= end)
        .sorted(latestFirst(LAST_SEEN))
        .toList();
  }

  /** Returns all flights, at least those with firstSeen in the interval. */
  Stream<TrackedFlight> all(long begin, long end) {
    return airports().stream().flatMap(airport -> from(airport, begin, end));
  }

  /**
   * Returns the flights in the air, and those that landed a short time ago, in any order: as they
   * are, and not as they are known so far.
   */
  Stream<JsonObject> underway(Instant now) {
    long second = now.getEpochSecond();
    return all(second - UtcDays.SECONDS, second)
        .map(TrackedFlight::flown)
        .filter(flight -> flight.getLong(FIRST_SEEN) <= second)
        .filter(flight -> second <= flight.getLong(LAST_SEEN) + StateVector.GROUND_SECONDS);
  }

  private Stream<JsonObject> seen(String airport, long begin, long end, Instant now) {
    return from(airport, begin, end)
        .filter(flight -> begin <= flight.firstSeen() && flight.firstSeen() <= end)
        .flatMap(flight -> flight.seenAt(now.getEpochSecond(), batch).stream());
  }

  /** Orders flights as OpenSky does; ties by aircraft, so that responses are reproducible. */
  private static Comparator<JsonObject> latestFirst(String time) {
    return Comparator.<JsonObject>comparingLong(flight -> -flight.getLong(time))
        .thenComparing(flight -> flight.getString(ICAO24));
  }
}
