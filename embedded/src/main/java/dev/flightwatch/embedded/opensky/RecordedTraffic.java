package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FlightFields.DEPARTURE;
import static dev.flightwatch.embedded.opensky.FlightFields.FIRST_SEEN;
import static dev.flightwatch.embedded.opensky.FlightFields.ICAO24;
import static dev.flightwatch.embedded.opensky.FlightFields.LAST_SEEN;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Recorded flights. The flights of each airport are shifted in time so that the last one ends at a
 * given moment. Each airport has its own shift, since recordings can be years apart.
 */
final class RecordedTraffic implements Traffic {

  private static final String UNKNOWN_AIRPORT = "";

  private final Map<String, List<TrackedFlight>> airportToFlights;

  RecordedTraffic(List<JsonObject> recorded, Instant end) {
    this.airportToFlights =
        distinct(recorded).stream()
            .collect(
                groupingBy(
                    flight -> flight.getString(DEPARTURE, UNKNOWN_AIRPORT),
                    collectingAndThen(toList(), flights -> endingAt(end, flights))));
  }

  @Override
  public Set<String> airports() {
    return airportToFlights.keySet().stream()
        .filter(airport -> !airport.equals(UNKNOWN_AIRPORT))
        .collect(toUnmodifiableSet());
  }

  @Override
  public List<JsonObject> departures(String airport, long begin, long end, Instant now) {
    if (airport.equals(UNKNOWN_AIRPORT)) {
      return List.of();
    }
    return seen(airportToFlights.getOrDefault(airport, List.of()).stream(), begin, end, now)
        .sorted(Traffic.latestDepartureFirst())
        .toList();
  }

  @Override
  public List<JsonObject> flights(long begin, long end, Instant now) {
    return seen(airportToFlights.values().stream().flatMap(List::stream), begin, end, now).toList();
  }

  private static Stream<JsonObject> seen(
      Stream<TrackedFlight> flights, long begin, long end, Instant now) {
    return flights
        .filter(flight -> begin <= flight.firstSeen() && flight.firstSeen() <= end)
        .flatMap(flight -> flight.seenAt(now.getEpochSecond()).stream());
  }

  private static List<TrackedFlight> endingAt(Instant end, List<JsonObject> flights) {
    long recordedEnd =
        flights.stream().mapToLong(flight -> flight.getLong(LAST_SEEN)).max().orElseThrow();
    return flights.stream()
        .map(flight -> FlightFields.shifted(flight, end.getEpochSecond() - recordedEnd))
        .map(TrackedFlight::unchanging)
        .toList();
  }

  private static Collection<JsonObject> distinct(List<JsonObject> recorded) {
    return recorded.stream()
        .collect(
            toMap(
                flight -> flight.getString(ICAO24) + ":" + flight.getInteger(FIRST_SEEN),
                flight -> flight,
                (earlier, later) -> later,
                TreeMap::new))
        .values();
  }
}
