package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.AirportCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A query for the followed airports that are due and not claimed.
 *
 * @param period shortest interval between two live reads of an airport
 * @param interval current interval between two live reads of an airport
 * @param rereads airports that need not wait for the interval
 * @param limit maximum number of airports of each kind: those that have waited for the interval,
 *     those that could not be read at the last attempt, and those of {@code rereads}
 */
public record DueQuery(
    Instant now, Duration period, Duration interval, List<AirportCode> rereads, int limit) {
  /** Returns the time until which an airport that waits for the interval had to become due. */
  public Instant attemptedBy() {
    return now.minus(isStretched() ? interval.minus(period) : Duration.ZERO);
  }

  /** Returns the time until which an airport must have been read last. */
  public Instant readBy() {
    return now.minus(interval);
  }

  /** Returns the time until which an airport that was never read must have been followed. */
  public Instant followedBy() {
    return interval.compareTo(Schedule.MAX_INTERVAL) > 0 ? readBy() : now;
  }

  /** Returns whether the interval is longer than the period, so that some airports wait less. */
  public boolean isStretched() {
    return interval.compareTo(period) > 0;
  }
}
