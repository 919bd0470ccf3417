package dev.flightwatch.datacollector.collection;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.DayCounter;
import dev.flightwatch.datacollector.coverage.DayReading;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.StoredFlight;
import dev.flightwatch.datacollector.flights.Window;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Stores the flights of a list that was read, and counts the days that they change. When a flight
 * was stored for another airport before, that airport's day is marked first: the holder of its
 * lease counts it.
 */
final class FlightRecorder {
  private final FlightStores flights;
  private final CollectionStore collections;
  private final DayCounter counter;
  private final Clock clock;

  FlightRecorder(CollectionDependencies dependencies, Clock clock) {
    this.flights = dependencies.flights();
    this.collections = dependencies.collections();
    this.counter = dependencies.counter();
    this.clock = requireNonNull(clock);
  }

  /**
   * A list that was read.
   *
   * @param window the window of the list
   * @param isFinal whether the list will not change any more
   * @param run start of the run
   */
  record Reading(
      AirportCode airport,
      Direction direction,
      Window window,
      List<Flight> flights,
      Source source,
      boolean isFinal,
      Instant run) {
    private AirportDay day(Instant instant) {
      return AirportDay.of(airport, direction, instant);
    }

    private AirportDay dayOf(Flight flight) {
      return day(Instant.ofEpochSecond(direction.timeOf(flight)));
    }

    private boolean contains(AirportDay day) {
      return !day.date().isBefore(day(window.begin()).date())
          && !day.date().isAfter(day(window.end()).date());
    }
  }

  /**
   * The flights that a list excludes.
   *
   * @param mocks times of the simulated flights that were deleted, of any day
   * @param unlisted number of the real flights in the window that were deleted
   */
  record Deletion(List<Instant> mocks, long unlisted) {
    static final Deletion NONE = new Deletion(List.of(), 0);

    long flights() {
      return mocks.size() + unlisted;
    }
  }

  /**
   * The result of recording a list.
   *
   * @param isChanged whether any stored flight is another one than before
   */
  record Recorded(Saved saved, Deletion deletion, boolean isChanged) {}

  /**
   * @param coversMore whether the window contains quarter hours that are not covered yet
   * @param exclude deletes the flights that the list excludes
   */
  Future<Recorded> record(Reading reading, boolean coversMore, Supplier<Future<Deletion>> exclude) {
    FlightStore store = flights.of(reading.direction());
    return store
        .stored(reading.flights().stream().map(Flight::id).toList())
        .compose(
            before ->
                markMoved(reading, before.values())
                    .compose(v -> store.save(reading.airport(), reading.flights(), reading.run()))
                    .compose(
                        saved ->
                            exclude
                                .get()
                                .map(
                                    deletion ->
                                        new Recorded(
                                            saved,
                                            deletion,
                                            deletion.flights() > 0 || isChanged(reading, before))))
                    .compose(
                        recorded ->
                            coversMore || recorded.isChanged()
                                ? countDays(reading, before.values(), recorded.deletion())
                                    .map(recorded)
                                : Future.succeededFuture(recorded))
                    .compose(
                        recorded ->
                            recorded.isChanged()
                                ? changed(reading, before.values()).map(recorded)
                                : Future.succeededFuture(recorded)));
  }

  private Future<Void> markMoved(Reading reading, Collection<StoredFlight> before) {
    List<AirportDay> moved =
        before.stream()
            .filter(stored -> !stored.airport().equals(reading.airport()))
            .map(
                stored -> {
                  LocalDate date = reading.dayOf(stored.flight()).date();
                  return new AirportDay(stored.airport(), reading.direction(), date);
                })
            .distinct()
            .toList();
    return moved.isEmpty()
        ? Future.succeededFuture()
        : collections.markMoved(moved, clock.instant());
  }

  private Future<Void> changed(Reading reading, Collection<StoredFlight> before) {
    Set<AirportCode> airports = new HashSet<>(Set.of(reading.airport()));
    before.forEach(stored -> airports.add(stored.airport()));
    return collections.flightsChanged(airports);
  }

  private static boolean isChanged(Reading reading, Map<String, StoredFlight> before) {
    return reading.flights().stream()
        .anyMatch(
            flight -> !new StoredFlight(reading.airport(), flight).equals(before.get(flight.id())));
  }

  private Future<Void> countDays(
      Reading reading, Collection<StoredFlight> before, Deletion deletion) {
    Set<AirportDay> days = new HashSet<>();
    LocalDate.ofInstant(reading.window().begin(), UTC)
        .datesUntil(LocalDate.ofInstant(reading.window().end(), UTC).plusDays(1))
        .forEach(date -> days.add(new AirportDay(reading.airport(), reading.direction(), date)));
    reading.flights().forEach(flight -> days.add(reading.dayOf(flight)));
    before.stream()
        .filter(stored -> stored.airport().equals(reading.airport()))
        .forEach(stored -> days.add(reading.dayOf(stored.flight())));
    deletion.mocks().forEach(time -> days.add(reading.day(time)));
    Future<Void> counted = Future.succeededFuture();
    for (AirportDay day : days) {
      counted = counted.compose(v -> counter.count(day, readingOf(day, reading), reading.run()));
    }
    return counted;
  }

  private static Optional<DayReading> readingOf(AirportDay day, Reading reading) {
    return Optional.of(reading)
        .filter(r -> r.contains(day))
        .map(r -> new DayReading(Quarters.within(r.window(), day), r.isFinal(), reading.source()));
  }
}
