package dev.flightwatch.datacollector.statistics;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.coverage.DayCountStore;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.statistics.StatisticsMessages.FindStatistics;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Queries on statistics. They read the day counts only. */
public final class StatisticsService {
  private final DayCountStore store;
  private final AirportReference reference;
  private final Clock clock;

  public StatisticsService(DayCountStore store, AirportReference reference, Clock clock) {
    this.store = requireNonNull(store);
    this.reference = requireNonNull(reference);
    this.clock = requireNonNull(clock);
  }

  /** Returns the statistics of a period. */
  public Future<Statistics> find(FindStatistics find) {
    LocalPeriod period = find.period();
    ByDirection<Future<List<DayCounts>>> counts =
        ByDirection.of(direction -> counts(find.airport(), direction, period));
    return Future.all(counts.departures(), counts.arrivals())
        .map(
            v ->
                new StatisticsCalculation(period, clock.instant(), counts.map(Future::result))
                    .statistics(this::cityOf));
  }

  /** Reads the UTC dates; rankings, the most of each, only from the first day of the period on. */
  private Future<List<DayCounts>> counts(
      AirportCode airport, Direction direction, LocalPeriod period) {
    Future<List<DayCounts>> before =
        store.findUnranked(
            airport, direction, period.previous().firstUtcDate(), period.from().minusDays(1));
    Future<List<DayCounts>> ofPeriod =
        store.find(airport, direction, period.from(), period.lastUtcDate());
    return Future.all(before, ofPeriod)
        .map(v -> Stream.of(before, ofPeriod).map(Future::result).flatMap(List::stream).toList());
  }

  private String cityOf(String icao) {
    return reference.find(icao).flatMap(Airport::city).orElse(null);
  }
}
