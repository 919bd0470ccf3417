package dev.flightwatch.datacollector.coverage;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.flightwatch.datacollector.airports.Airlines;
import dev.flightwatch.datacollector.coverage.DayCounts.Ranked;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Counts the stored flights of days. Only the holder of the lease on the airport counts. What a run
 * counts replaces only what an earlier run has counted, and what was once covered stays covered.
 */
public final class DayCounter {
  /** A suspended run writes at most once between two attempts, and then fails by its lease. */
  private static final int ATTEMPTS = 5;

  private final DayCountStore store;
  private final FlightStores flights;
  private final Duration retention;
  private final Clock clock;

  /**
   * @param retention how long flights are stored; older days are not counted again
   */
  public DayCounter(DayCountStore store, FlightStores flights, Duration retention, Clock clock) {
    this.store = requireNonNull(store);
    this.flights = requireNonNull(flights);
    this.retention = requireNonNull(retention);
    this.clock = requireNonNull(clock);
  }

  /** Returns the beginning of the first UTC date whose flights are kept. */
  public static Instant keptFrom(Instant now, Duration retention) {
    return now.minus(retention).truncatedTo(ChronoUnit.DAYS);
  }

  /**
   * Counts a day again.
   *
   * @param reading what the run has read of the day; empty when nothing
   * @param run start of the run
   */
  public Future<Void> count(AirportDay day, Optional<DayReading> reading, Instant run) {
    return day.begin().isBefore(keptFrom(clock.instant(), retention))
        ? Future.succeededFuture()
        : count(new Job(day, reading, run), ATTEMPTS);
  }

  private record Job(AirportDay day, Optional<DayReading> reading, Instant run) {}

  private Future<Void> count(Job job, int attempts) {
    if (attempts == 0) {
      return Future.failedFuture(
          ServiceException.of(
              ErrorKind.UNAVAILABLE, "count_contended", job.day().id() + " is being counted."));
    }
    return store
        .find(job.day())
        .compose(
            stored ->
                stored.filter(counts -> counts.run().isAfter(job.run())).isPresent()
                    ? Future.succeededFuture()
                    : countOver(stored, job)
                        .compose(
                            saved -> saved ? Future.succeededFuture() : count(job, attempts - 1)));
  }

  private Future<Boolean> countOver(Optional<DayCounts> stored, Job job) {
    return flights
        .of(job.day().direction())
        .outlines(job.day().airport(), job.day().window())
        .compose(
            found ->
                found.isEmpty() && stored.isEmpty() && job.reading().isEmpty()
                    ? Future.succeededFuture(true)
                    : store.save(counts(stored, job, found), stored.map(DayCounts::run)));
  }

  /** Real flights, or a real reading without any, exclude the simulated ones. */
  private static DayCounts counts(Optional<DayCounts> stored, Job job, List<Flight> found) {
    Stream<Source> readFrom =
        Stream.concat(
            stored.map(DayCounts::source).stream(), job.reading().map(DayReading::source).stream());
    boolean isReal =
        Stream.concat(readFrom, found.stream().map(Flight::source))
            .anyMatch(source -> source == Source.OPENSKY);
    Source source = isReal ? Source.OPENSKY : Source.MOCK;
    Optional<DayCounts> before = stored.filter(counts -> counts.source() == source);
    Optional<DayReading> reading = job.reading().filter(r -> r.source() == source);
    List<Flight> counted = found.stream().filter(flight -> flight.source() == source).toList();
    if (!isReal && counted.isEmpty()) {
      return unknown(job);
    }
    return new DayCounts(
        job.day(),
        before
            .map(DayCounts::coverage)
            .orElse(Coverage.NONE)
            .max(reading.map(DayReading::coverage).orElse(Coverage.NONE)),
        before
            .map(DayCounts::covered)
            .orElse(Quarters.NONE)
            .union(reading.map(DayReading::covered).orElse(Quarters.NONE)),
        source,
        reading.map(r -> job.run()).or(() -> before.map(DayCounts::readAt)).orElse(Instant.EPOCH),
        job.run(),
        quarters(job.day().direction(), counted),
        ranked(counted, flight -> otherEnd(job.day().direction(), flight)),
        ranked(counted, DayCounter::airline));
  }

  /** The simulated flights of the day were deleted. */
  private static DayCounts unknown(Job job) {
    return new DayCounts(
        job.day(),
        Coverage.NONE,
        Quarters.NONE,
        Source.MOCK,
        Instant.EPOCH,
        job.run(),
        quarters(job.day().direction(), List.of()),
        List.of(),
        List.of());
  }

  private static List<Integer> quarters(Direction direction, Collection<Flight> counted) {
    int[] quarters = new int[Quarters.A_DAY];
    counted.forEach(flight -> quarters[Quarters.of(direction.timeOf(flight))]++);
    return Arrays.stream(quarters).boxed().toList();
  }

  private static Optional<String> otherEnd(Direction direction, Flight flight) {
    return Optional.ofNullable(
        flight
            .data()
            .getString(
                direction == Direction.DEPARTURE ? "estArrivalAirport" : "estDepartureAirport"));
  }

  private static Optional<String> airline(Flight flight) {
    return Optional.ofNullable(flight.data().getString("callsign")).flatMap(Airlines::codeOf);
  }

  private static List<Ranked> ranked(
      Collection<Flight> counted, Function<Flight, Optional<String>> code) {
    return counted.stream().collect(groupingBy(code, counting())).entrySet().stream()
        .map(entry -> new Ranked(entry.getKey().orElse(null), entry.getValue().intValue()))
        .sorted(
            Comparator.comparingInt(Ranked::flights)
                .reversed()
                .thenComparing(Ranked::code, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }
}
