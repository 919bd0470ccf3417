package dev.flightwatch.embedded.opensky;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Traffic that is generated from a seed. Each query generates the airport's days again, so the
 * traffic needs no memory and never ends.
 */
final class SeededTraffic extends Traffic {

  private final long seed;

  SeededTraffic(long seed) {
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
    return SeededAirport.find(airport).stream()
        .flatMap(
            found ->
                LongStream.rangeClosed(UtcDays.of(begin), UtcDays.of(end))
                    .mapToObj(day -> new SeededDay(seed, found, day)))
        .flatMap(day -> day.flights().stream());
  }
}
