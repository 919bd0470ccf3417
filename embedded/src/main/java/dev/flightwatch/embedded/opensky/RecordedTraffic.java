package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FlightFields.ARRIVAL;
import static dev.flightwatch.embedded.opensky.FlightFields.DEPARTURE;
import static dev.flightwatch.embedded.opensky.FlightFields.FIRST_SEEN;
import static dev.flightwatch.embedded.opensky.FlightFields.LAST_SEEN;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recorded flights. The departures of each airport are shifted in time so that the last one ends at
 * a given moment, and so are its arrivals. Each of these lists has its own shift, since recordings
 * can be years apart. If the arrivals of an airport were not recorded, they are the departures to
 * it.
 */
final class RecordedTraffic extends Traffic {

  private final Map<String, List<TrackedFlight>> airportToDepartures;
  private final Map<String, List<TrackedFlight>> airportToArrivals;

  RecordedTraffic(Recordings recordings, Instant end, NightlyBatch batch) {
    super(batch);
    this.airportToDepartures = endingAt(end, recordings.departures(), DEPARTURE);
    this.airportToArrivals = endingAt(end, recordings.arrivals(), ARRIVAL);
  }

  @Override
  public Set<String> airports() {
    return Set.copyOf(airportToDepartures.keySet());
  }

  @Override
  Stream<TrackedFlight> from(String airport, long begin, long end) {
    return airportToDepartures.getOrDefault(airport, List.of()).stream();
  }

  @Override
  Stream<TrackedFlight> to(String airport, long begin, long end) {
    List<TrackedFlight> recorded = airportToArrivals.get(airport);
    return recorded == null
        ? airportToDepartures.values().stream().flatMap(List::stream)
        : recorded.stream();
  }

  /** Includes recorded arrivals. */
  @Override
  Stream<TrackedFlight> all(long begin, long end) {
    return Stream.of(airportToDepartures, airportToArrivals)
        .flatMap(lists -> lists.values().stream())
        .flatMap(List::stream);
  }

  private static Map<String, List<TrackedFlight>> endingAt(
      Instant end, List<JsonObject> recorded, String airportField) {
    return recorded.stream()
        .distinct()
        .collect(
            groupingBy(
                flight -> flight.getString(airportField),
                collectingAndThen(toList(), flights -> endingAt(end, flights))));
  }

  private static List<TrackedFlight> endingAt(Instant end, List<JsonObject> flights) {
    int recordedEnd =
        flights.stream().mapToInt(flight -> flight.getInteger(LAST_SEEN)).max().orElseThrow();
    int shift = (int) end.getEpochSecond() - recordedEnd;
    return flights.stream().map(flight -> shifted(flight, shift)).toList();
  }

  private static TrackedFlight shifted(JsonObject recorded, int seconds) {
    JsonObject flight =
        recorded
            .copy()
            .put(FIRST_SEEN, recorded.getInteger(FIRST_SEEN) + seconds)
            .put(LAST_SEEN, recorded.getInteger(LAST_SEEN) + seconds);
    return new TrackedFlight(flight.getInteger(FIRST_SEEN), flight, flight, flight);
  }
}
