package dev.flightwatch.datacollector.statistics;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.QuarterSeries;
import dev.flightwatch.datacollector.statistics.Statistics.CoveredDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The local days of one direction, as the sums of their quarter hours. */
final class DirectionDays {
  private final Map<LocalDate, DayCounts> dateToCounts;
  private final QuarterSeries quarters;
  private final LocalDate unknownFrom;

  /**
   * @param counts the UTC dates that are covered, in order
   * @param unknownFrom the first local day that is unknown, whatever is covered
   */
  DirectionDays(List<DayCounts> counts, LocalDate unknownFrom) {
    this.dateToCounts = counts.stream().collect(toMap(day -> day.day().date(), identity()));
    this.quarters = QuarterSeries.of(counts);
    this.unknownFrom = unknownFrom;
  }

  List<LocalDay> days(LocalPeriod period) {
    return period.dates().map(date -> day(period, date)).toList();
  }

  private LocalDay day(LocalPeriod period, LocalDate date) {
    long begin = period.beginOf(date);
    long end = period.beginOf(date.plusDays(1));
    boolean isKnown = date.isBefore(unknownFrom) && quarters.isCoveredInPart(begin, end);
    return isKnown
        ? new LocalDay(
            date,
            begin,
            end,
            quarters.flights(begin, end),
            isFinal(begin, end) ? Coverage.FINAL : Coverage.PARTIAL,
            quarters.isCovered(begin, end))
        : new LocalDay(date, begin, end, null, Coverage.NONE, false);
  }

  private boolean isFinal(long begin, long end) {
    return QuarterSeries.dateOf(begin)
        .datesUntil(QuarterSeries.dateOf(end - 1).plusDays(1))
        .map(dateToCounts::get)
        .allMatch(counts -> counts != null && counts.coverage() == Coverage.FINAL);
  }

  /** Returns the averages over the days that are wholly covered. */
  Averages averages(List<LocalDay> days, LocalPeriod period) {
    Averages averages = new Averages(period.timezone());
    days.stream().filter(LocalDay::isWhole).forEach(day -> averages.add(day, quarters));
    return averages;
  }

  /** Returns the counts of the UTC dates {@code from} to {@code to} of a period. */
  List<DayCounts> utcDates(LocalDate from, LocalDate to) {
    return from.datesUntil(to.plusDays(1)).map(dateToCounts::get).filter(Objects::nonNull).toList();
  }

  /** Returns the sum over the days that are known; null when none is. */
  static Integer total(List<LocalDay> days) {
    return days.stream()
        .map(LocalDay::flights)
        .filter(Objects::nonNull)
        .reduce(Integer::sum)
        .orElse(null);
  }

  static CoveredDays coverage(List<LocalDay> days) {
    return new CoveredDays(
        number(days, Coverage.FINAL), number(days, Coverage.PARTIAL), number(days, Coverage.NONE));
  }

  private static int number(List<LocalDay> days, Coverage coverage) {
    return (int) days.stream().filter(day -> day.coverage() == coverage).count();
  }
}
