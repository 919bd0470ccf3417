package dev.flightwatch.datacollector.coverage;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.flightwatch.datacollector.flights.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Consecutive blocks of 24 hours. They begin and end with a quarter hour, and mostly not with a UTC
 * date.
 *
 * @param end number of quarter hours from the epoch to the end of the last block
 * @param days number of blocks
 */
record DayBlocks(long end, int days) {

  /**
   * The covered blocks: those without a gap of more than one quarter hour that was not read as a
   * whole. Where two windows leave less than a quarter hour between them, only that one is missing.
   *
   * @param days number of blocks
   * @param flights number of their flights
   */
  record Covered(int days, long flights) {}

  /** Returns the blocks up to the end of the last full quarter hour. */
  static DayBlocks before(Instant now, int days) {
    return new DayBlocks(Math.floorDiv(now.getEpochSecond(), Quarters.SECONDS), days);
  }

  /** Returns the UTC date in which the first block begins. */
  LocalDate firstDate() {
    return dateOf(end - (long) days * Quarters.A_DAY);
  }

  /** Returns the UTC date of the last quarter hour. */
  LocalDate lastDate() {
    return dateOf(end - 1);
  }

  private static LocalDate dateOf(long quarter) {
    return LocalDate.ofEpochDay(Math.floorDiv(quarter, (long) Quarters.A_DAY));
  }

  /**
   * Returns the covered blocks.
   *
   * @param counts the counts of the dates from the first to the last
   * @param source source of the flights; the counts of another one cover nothing
   */
  Covered covered(List<DayCounts> counts, Source source) {
    Map<LocalDate, DayCounts> dateToCounts =
        counts.stream()
            .filter(day -> day.source() == source)
            .collect(toMap(day -> day.day().date(), identity()));
    int coveredDays = 0;
    long flights = 0;
    for (int block = 1; block <= days; block++) {
      OptionalInt found = flights(dateToCounts, end - (long) block * Quarters.A_DAY);
      coveredDays += found.isPresent() ? 1 : 0;
      flights += found.orElse(0);
    }
    return new Covered(coveredDays, flights);
  }

  /** Returns the flights of the block that begins with a quarter hour; empty if not covered. */
  private static OptionalInt flights(Map<LocalDate, DayCounts> dateToCounts, long begin) {
    int flights = 0;
    boolean isMissing = false;
    for (long quarter = begin; quarter < begin + Quarters.A_DAY; quarter++) {
      DayCounts counts = dateToCounts.get(dateOf(quarter));
      int ofDay = (int) Math.floorMod(quarter, (long) Quarters.A_DAY);
      boolean wasMissing = isMissing;
      isMissing = counts == null || !counts.covered().contains(ofDay);
      if (isMissing && wasMissing) {
        return OptionalInt.empty();
      }
      flights += counts == null ? 0 : counts.quarters().get(ofDay);
    }
    return OptionalInt.of(flights);
  }
}
