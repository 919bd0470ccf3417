package dev.flightwatch.embedded.opensky;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Traffic that is generated from a seed. Each query generates the airport's days again, so the
 * traffic needs no memory and never ends. A flight arrives in the region of its origin, or its
 * arrival stays unknown. So the arrivals of an airport are among the departures of its region.
 */
final class SeededTraffic extends Traffic {

  private final long seed;

  SeededTraffic(long seed, NightlyBatch batch) {
    super(batch);
    this.seed = seed;
  }

  @Override
  public Set<String> airports() {
    return SeededAirport.ALL.stream()
        .filter(airport -> airport.flightsPerDay() > 0)
        .map(SeededAirport::code)
        .collect(toUnmodifiableSet());
  }

  @Override
  Stream<TrackedFlight> from(String airport, long begin, long end) {
    return SeededAirport.find(airport).stream().flatMap(found -> from(found, begin, end));
  }

  @Override
  Stream<TrackedFlight> to(String airport, long begin, long end) {
    return SeededAirport.find(airport).stream()
        .flatMap(SeededAirport::region)
        .flatMap(origin -> from(origin, begin - SeededDay.LONGEST_SECONDS, end));
  }

  private Stream<TrackedFlight> from(SeededAirport airport, long begin, long end) {
    return LongStream.rangeClosed(UtcDays.of(begin), UtcDays.of(end))
        .mapToObj(day -> new SeededDay(seed, airport, day))
        .flatMap(day -> day.flights().stream());
  }
}
