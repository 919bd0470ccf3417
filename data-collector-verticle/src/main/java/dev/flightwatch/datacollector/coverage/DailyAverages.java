package dev.flightwatch.datacollector.coverage;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.coverage.DayBlocks.Covered;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.datacollector.flights.FlightMessages.Average;
import dev.flightwatch.datacollector.flights.FlightService;
import dev.flightwatch.datacollector.flights.Source;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The daily averages of airports, over all days and over the covered ones. */
public final class DailyAverages {
  private final Map<Direction, FlightService> flights;
  private final DayCountStore store;
  private final Clock clock;

  public DailyAverages(Map<Direction, FlightService> flights, DayCountStore store, Clock clock) {
    this.flights = Map.copyOf(flights);
    this.store = requireNonNull(store);
    this.clock = requireNonNull(clock);
  }

  /**
   * Returns the number of flights in the last {@code days} times 24 hours divided by {@code days},
   * even when the airport was not followed for all that time, and the average over the days that
   * are covered.
   */
  public Future<Average> average(AirportCode airport, Direction direction, int days) {
    DayBlocks blocks = DayBlocks.before(clock.instant(), days);
    Future<FlightCount> stored = flights.get(direction).recent(airport, Duration.ofDays(days));
    Future<List<DayCounts>> counts =
        store.findUnranked(airport, direction, blocks.firstDate(), blocks.lastDate());
    return Future.all(stored, counts)
        .map(v -> average(stored.result(), days, covered(blocks, stored, counts)));
  }

  private static Covered covered(
      DayBlocks blocks, Future<FlightCount> stored, Future<List<DayCounts>> counts) {
    Source shown = stored.result().source();
    return blocks.covered(counts.result(), shown == null ? read(counts.result()) : shown);
  }

  /** Without stored flights, days that were read from OpenSky exclude the simulated ones. */
  private static Source read(List<DayCounts> counts) {
    return counts.stream().anyMatch(day -> day.source() == Source.OPENSKY)
        ? Source.OPENSKY
        : Source.MOCK;
  }

  private static Average average(FlightCount stored, int days, Covered covered) {
    return new Average(
        perDay(stored.count(), days),
        stored.source(),
        covered.days(),
        covered.days() == 0 ? null : perDay(covered.flights(), covered.days()));
  }

  private static double perDay(long flights, int days) {
    return Ratio.rounded(flights, days, 2);
  }
}
