package dev.flightwatch.datacollector.coverage;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;

/**
 * The quarter hours of consecutive UTC dates: their numbers of flights, and which of them are
 * covered. A quarter hour is identified by the number of quarter hours from the epoch to its
 * beginning. Those of other dates have no flights and are not covered.
 */
public final class QuarterSeries {
  private final long first;
  private final int[] flights;
  private final BitSet covered;

  private QuarterSeries(long first, int quarters) {
    this.first = first;
    flights = new int[quarters];
    covered = new BitSet(quarters);
  }

  /**
   * Returns the quarter hours of days of one airport and direction.
   *
   * @param days in the order of their dates; missing ones are not covered
   */
  public static QuarterSeries of(List<DayCounts> days) {
    if (days.isEmpty()) {
      return new QuarterSeries(0, 0);
    }
    long first = days.get(0).day().date().toEpochDay();
    long last = days.get(days.size() - 1).day().date().toEpochDay();
    QuarterSeries series =
        new QuarterSeries(first * Quarters.A_DAY, (int) (last - first + 1) * Quarters.A_DAY);
    days.forEach(series::add);
    return series;
  }

  private void add(DayCounts day) {
    int begin = (int) (day.day().date().toEpochDay() * Quarters.A_DAY - first);
    for (int quarter = 0; quarter < Quarters.A_DAY; quarter++) {
      flights[begin + quarter] = day.quarters().get(quarter);
      covered.set(begin + quarter, day.covered().contains(quarter));
    }
  }

  /** Returns the number of the quarter hour that a time is in. */
  public static long numberAt(long unixSeconds) {
    return Math.floorDiv(unixSeconds, (long) Quarters.SECONDS);
  }

  /** Returns the UTC date of a quarter hour. */
  public static LocalDate dateOf(long quarter) {
    return LocalDate.ofEpochDay(Math.floorDiv(quarter, (long) Quarters.A_DAY));
  }

  private boolean contains(long quarter) {
    return quarter >= first && quarter < first + flights.length;
  }

  private boolean isCovered(long quarter) {
    return contains(quarter) && covered.get((int) (quarter - first));
  }

  public int flights(long quarter) {
    return contains(quarter) ? flights[(int) (quarter - first)] : 0;
  }

  /** Returns the number of flights from one quarter hour up to another, which is excluded. */
  public int flights(long begin, long end) {
    int sum = 0;
    for (long quarter = begin; quarter < end; quarter++) {
      sum += flights(quarter);
    }
    return sum;
  }

  /** Returns whether any quarter hour from one up to another, which is excluded, is covered. */
  public boolean isCoveredInPart(long begin, long end) {
    for (long quarter = begin; quarter < end; quarter++) {
      if (isCovered(quarter)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether the quarter hours from one up to another, which is excluded, are covered: no
   * two of them in a row are missing. Where two windows leave less than a quarter hour between
   * them, only that one is missing.
   */
  public boolean isCovered(long begin, long end) {
    for (long quarter = begin + 1; quarter < end; quarter++) {
      if (!isCovered(quarter) && !isCovered(quarter - 1)) {
        return false;
      }
    }
    return begin < end;
  }
}
