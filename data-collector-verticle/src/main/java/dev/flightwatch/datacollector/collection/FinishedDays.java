package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Window;
import java.time.LocalDate;
import java.util.List;

/**
 * One or two finished UTC days that one call reads.
 *
 * @param last the same as {@code first}, or the day after it
 */
record FinishedDays(Direction direction, LocalDate first, LocalDate last) {
  Window window() {
    return Window.of(first, last);
  }

  List<LocalDate> dates() {
    return first.datesUntil(last.plusDays(1)).toList();
  }

  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : first + " and " + last;
  }
}
