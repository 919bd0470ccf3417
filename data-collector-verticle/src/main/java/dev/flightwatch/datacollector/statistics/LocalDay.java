package dev.flightwatch.datacollector.statistics;

import dev.flightwatch.datacollector.coverage.Coverage;
import java.time.LocalDate;

/**
 * One local day of one direction.
 *
 * @param begin number of its first quarter hour
 * @param end number of the quarter hour after its last one
 * @param flights null when the coverage is {@code NONE}
 * @param isWhole whether the day is wholly covered
 */
record LocalDay(
    LocalDate date, long begin, long end, Integer flights, Coverage coverage, boolean isWhole) {
  boolean isKnown() {
    return coverage != Coverage.NONE;
  }
}
