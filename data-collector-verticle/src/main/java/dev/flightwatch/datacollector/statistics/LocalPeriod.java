package dev.flightwatch.datacollector.statistics;

import static java.time.temporal.ChronoUnit.DAYS;

import dev.flightwatch.datacollector.coverage.QuarterSeries;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;

/**
 * Consecutive days of a time zone.
 *
 * @param from first day
 * @param to last day, not before the first
 */
public record LocalPeriod(LocalDate from, LocalDate to, ZoneId timezone) {
  public int days() {
    return (int) DAYS.between(from, to) + 1;
  }

  /** Returns the same number of days just before. */
  LocalPeriod previous() {
    return new LocalPeriod(from.minusDays(days()), from.minusDays(1), timezone);
  }

  Stream<LocalDate> dates() {
    return from.datesUntil(to.plusDays(1));
  }

  /**
   * Returns the number of the quarter hour with which a day begins. Offsets from UTC, and their
   * changes, are multiples of a quarter hour.
   */
  long beginOf(LocalDate date) {
    return QuarterSeries.numberAt(date.atStartOfDay(timezone).toEpochSecond());
  }

  /** Returns the UTC date in which the first day begins. */
  LocalDate firstUtcDate() {
    return QuarterSeries.dateOf(beginOf(from));
  }

  /** Returns the UTC date in which the last day ends. */
  LocalDate lastUtcDate() {
    return QuarterSeries.dateOf(beginOf(to.plusDays(1)) - 1);
  }
}
