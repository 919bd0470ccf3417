package dev.flightwatch.datacollector.statistics;

import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.flights.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The statistics of an airport. Averages are rounded to two decimals, and null when no day of
 * theirs is wholly covered.
 *
 * @param source source of the counted flights, those of the previous period included; null when no
 *     day of either is covered
 * @param asOf when a day of the period was last read; null when none was
 * @param previous the same number of days just before
 * @param hours averages per day of each hour of the local time
 * @param weekdays averages per day of each weekday, Monday first
 * @param heatmap averages per day of each hour of each weekday
 * @param destinations airports to which departures went, by the UTC dates of the period
 * @param origins airports from which arrivals came, by the same
 * @param airlines airlines of departures, by the same
 * @param busiest null when the departures of no day are known
 */
public record Statistics(
    Source source,
    Instant asOf,
    PeriodNumbers current,
    PeriodNumbers previous,
    List<DayNumbers> days,
    ByDirection<List<Double>> hours,
    ByDirection<List<Double>> weekdays,
    ByDirection<List<List<Double>>> heatmap,
    List<RankedShare> destinations,
    List<RankedShare> origins,
    List<RankedShare> airlines,
    Busiest busiest) {

  /**
   * The numbers of a period.
   *
   * @param totals sums over the days that are known; null when none is
   */
  public record PeriodNumbers(
      LocalPeriod period,
      ByDirection<CoveredDays> coverage,
      ByDirection<Integer> totals,
      ByDirection<Double> averagePerDay) {}

  /** Numbers of local days by their coverage. */
  public record CoveredDays(int finals, int partials, int nones) {}

  /**
   * The numbers of a local day.
   *
   * @param flights null where no quarter hour of the day is covered
   */
  public record DayNumbers(
      LocalDate date, ByDirection<Integer> flights, ByDirection<Coverage> coverage) {}

  /** The day with the most departures, the earliest of several. */
  public record Busiest(LocalDate date, int departures) {}
}
