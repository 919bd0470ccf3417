package dev.flightwatch.embedded.opensky;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Traffic that is generated from a seed. Each query generates the airport's days again, so the
 * traffic needs no memory and never ends.
 */
final class SeededTraffic implements Traffic {

  /** An airport without any flights. */
  static final String SILENT_AIRPORT = "FHAW";

  private final long seed;
  private final LocalDate firstDay;

  SeededTraffic(long seed, LocalDate firstDay) {
    this.seed = seed;
    this.firstDay = firstDay;
  }

  @Override
  public Set<String> airports() {
    return SeededAirport.ALL.stream()
        .filter(airport -> airport.flightsPerDay() > 0)
        .map(SeededAirport::code)
        .filter(Objects::nonNull)
        .collect(toUnmodifiableSet());
  }

  @Override
  public List<JsonObject> departures(String airport, long begin, long end, Instant now) {
    return SeededAirport.find(airport).stream()
        .flatMap(found -> flightsFrom(found, begin, end, now))
        .sorted(Traffic.latestDepartureFirst())
        .toList();
  }

  @Override
  public List<JsonObject> flights(long begin, long end, Instant now) {
    return SeededAirport.ALL.stream()
        .flatMap(airport -> flightsFrom(airport, begin, end, now))
        .toList();
  }

  private Stream<JsonObject> flightsFrom(SeededAirport airport, long begin, long end, Instant now) {
    long second = now.getEpochSecond();
    return days(begin, Math.min(end, second))
        .mapToObj(LocalDate::ofEpochDay)
        .flatMap(day -> new SeededDay(seed, airport, day).flights().stream())
        .filter(flight -> begin <= flight.firstSeen() && flight.firstSeen() <= end)
        .flatMap(flight -> flight.seenAt(second).stream());
  }

  private LongStream days(long begin, long end) {
    long first = Math.max(firstDay.toEpochDay(), UtcDays.of(begin).toEpochDay());
    return LongStream.rangeClosed(first, UtcDays.of(end).toEpochDay());
  }
}
