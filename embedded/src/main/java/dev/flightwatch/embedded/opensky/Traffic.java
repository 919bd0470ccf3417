package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FlightJson.ARRIVAL;
import static dev.flightwatch.embedded.opensky.FlightJson.FIRST_SEEN;
import static dev.flightwatch.embedded.opensky.FlightJson.ICAO24;
import static dev.flightwatch.embedded.opensky.FlightJson.LAST_SEEN;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The flights an emulator knows, as OpenSky would tell them at a given moment: none before its
 * firstSeen, and each as far as the batches up to then have refined it. The same question about the
 * same moment has the same answer. Intervals are Unix seconds, both ends included. Callers own what
 * they get. Safe for use by any thread.
 */
public interface Traffic {

  /** The airports that flights depart from. */
  Set<String> airports();

  /** The flights from an airport with firstSeen in the interval, the latest firstSeen first. */
  List<JsonObject> departures(String airport, long begin, long end, Instant now);

  /** All flights with firstSeen in the interval, in no useful order. */
  List<JsonObject> flights(long begin, long end, Instant now);

  /** The flights to an airport with lastSeen in the interval, the latest lastSeen first. */
  default List<JsonObject> arrivals(String airport, long begin, long end, Instant now) {
    return flights(begin - UtcDays.SECONDS, end, now).stream()
        .filter(flight -> airport.equals(flight.getString(ARRIVAL)))
        .filter(flight -> begin <= flight.getLong(LAST_SEEN) && flight.getLong(LAST_SEEN) <= end)
        .sorted(latestFirst(LAST_SEEN))
        .toList();
  }

  /** The flights of one aircraft with firstSeen in the interval, in no useful order. */
  default List<JsonObject> ofAircraft(String icao24, long begin, long end, Instant now) {
    return flights(begin, end, now).stream()
        .filter(flight -> icao24.equals(flight.getString(ICAO24)))
        .toList();
  }

  /** Departures in the order OpenSky gives them; ties by aircraft, so that answers repeat. */
  static Comparator<JsonObject> latestDepartureFirst() {
    return latestFirst(FIRST_SEEN);
  }

  private static Comparator<JsonObject> latestFirst(String time) {
    return Comparator.<JsonObject>comparingLong(flight -> -flight.getLong(time))
        .thenComparing(flight -> flight.getString(ICAO24));
  }
}
