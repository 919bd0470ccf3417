package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Durations of the collection.
 *
 * @param period interval between two reads of an airport
 * @param lease how long a lease lasts unless it is extended
 * @param call time that a read in the background may take, including the token and a retry
 * @param follow time that a follow waits for its collection in total
 * @param recheck interval between two checks of an airport that another replica is reading
 * @param parallel number of airports that are collected concurrently
 */
public record CollectionTimes(
    Duration period,
    Duration lease,
    Duration call,
    Duration follow,
    Duration recheck,
    int parallel) {
  private static final Duration RECHECK = Duration.ofMillis(250);

  public CollectionTimes {
    requireNonNull(period);
    requireNonNull(lease);
    requireNonNull(call);
    requireNonNull(follow);
    requireNonNull(recheck);
  }

  /** Returns durations with the constants of production. */
  public static CollectionTimes of(
      Duration period, Duration lease, Duration call, Duration follow, int parallel) {
    return new CollectionTimes(period, lease, call, follow, RECHECK, parallel);
  }

  /** Returns the part of a follow's time that is reserved for saving the flights. */
  Duration saving() {
    return follow.dividedBy(18);
  }
}
