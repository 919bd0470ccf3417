package dev.flightwatch.datacollector.coverage;

import dev.flightwatch.datacollector.flights.Source;

/**
 * What a run has read of a day.
 *
 * @param covered the quarter hours that were read
 * @param isFinal whether the day was settled
 */
public record DayReading(Quarters covered, boolean isFinal, Source source) {
  Coverage coverage() {
    return isFinal
        ? Coverage.FINAL
        : covered.equals(Quarters.NONE) ? Coverage.NONE : Coverage.PARTIAL;
  }
}
