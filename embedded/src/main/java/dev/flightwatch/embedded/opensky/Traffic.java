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

/**
 * The flights of an emulator, as the OpenSky API reports them at a given moment: a flight appears
 * after its firstSeen, and nightly batches refine it. The same query for the same moment always
 * returns the same flights. Intervals are in Unix seconds, with both ends included. Returned
 * objects are copies. Safe for use by any thread.
 */
public interface Traffic {

  /** Returns the airports with departures. */
  Set<String> airports();

  /** Returns the flights from an airport with firstSeen in the interval, latest first. */
  List<JsonObject> departures(String airport, long begin, long end, Instant now);

  /** Returns all flights with firstSeen in the interval, in any order. */
  List<JsonObject> flights(long begin, long end, Instant now);

  /** Returns the flights to an airport with lastSeen in the interval, latest first. */
  default List<JsonObject> arrivals(String airport, long begin, long end, Instant now) {
    return flights(begin - UtcDays.SECONDS, end, now).stream()
        .filter(flight -> airport.equals(flight.getString(ARRIVAL)))
        .filter(flight -> begin <= flight.getLong(LAST_SEEN) && flight.getLong(LAST_SEEN) <= end)
        .sorted(latestFirst(LAST_SEEN))
        .toList();
  }

  /** Returns the flights of an aircraft with firstSeen in the interval, in any order. */
  default List<JsonObject> ofAircraft(String icao24, long begin, long end, Instant now) {
    return flights(begin, end, now).stream()
        .filter(flight -> icao24.equals(flight.getString(ICAO24)))
        .toList();
  }

  /** Orders departures as OpenSky does; ties by aircraft, so that responses are reproducible. */
  static Comparator<JsonObject> latestDepartureFirst() {
    return latestFirst(FIRST_SEEN);
  }

  private static Comparator<JsonObject> latestFirst(String time) {
    return Comparator.<JsonObject>comparingLong(flight -> -flight.getLong(time))
        .thenComparing(flight -> flight.getString(ICAO24));
  }
}
