package dev.flightwatch.datacollector.coverage;

import dev.flightwatch.datacollector.flights.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Consecutive blocks of 24 hours. They begin and end with a quarter hour, and mostly not with a UTC
 * date.
 *
 * @param end number of quarter hours from the epoch to the end of the last block
 * @param days number of blocks
 */
record DayBlocks(long end, int days) {

  /**
   * The covered blocks.
   *
   * @param days number of blocks
   * @param flights number of their flights
   */
  record Covered(int days, long flights) {}

  /** Returns the blocks up to the end of the last full quarter hour. */
  static DayBlocks before(Instant now, int days) {
    return new DayBlocks(QuarterSeries.numberAt(now.getEpochSecond()), days);
  }

  /** Returns the UTC date in which the first block begins. */
  LocalDate firstDate() {
    return QuarterSeries.dateOf(end - (long) days * Quarters.A_DAY);
  }

  /** Returns the UTC date of the last quarter hour. */
  LocalDate lastDate() {
    return QuarterSeries.dateOf(end - 1);
  }

  /**
   * Returns the covered blocks.
   *
   * @param counts the counts of the dates from the first to the last, in order
   * @param source source of the flights; the counts of another one cover nothing
   */
  Covered covered(List<DayCounts> counts, Source source) {
    QuarterSeries quarters =
        QuarterSeries.of(counts.stream().filter(day -> day.source() == source).toList());
    int coveredDays = 0;
    long flights = 0;
    for (int block = 1; block <= days; block++) {
      long begin = end - (long) block * Quarters.A_DAY;
      if (quarters.isCovered(begin, begin + Quarters.A_DAY)) {
        coveredDays++;
        flights += quarters.flights(begin, begin + Quarters.A_DAY);
      }
    }
    return new Covered(coveredDays, flights);
  }
}
