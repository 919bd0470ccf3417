package dev.flightwatch.datacollector.statistics;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.coverage.DayCountStore;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.statistics.StatisticsMessages.FindStatistics;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

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

  /** Returns the statistics of a period; reads it and the one before in one query. */
  public Future<Statistics> find(FindStatistics find) {
    LocalPeriod period = find.period();
    ByDirection<Future<List<DayCounts>>> counts =
        ByDirection.of(
            direction ->
                store.find(
                    find.airport(),
                    direction,
                    period.previous().firstUtcDate(),
                    period.lastUtcDate()));
    return Future.all(counts.departures(), counts.arrivals())
        .map(
            v ->
                new StatisticsCalculation(period, clock.instant(), counts.map(Future::result))
                    .statistics(this::cityOf));
  }

  private String cityOf(String icao) {
    return reference.find(icao).flatMap(Airport::city).orElse(null);
  }
}
