package dev.flightwatch.datacollector.collection;

import java.time.Duration;

/**
 * The intervals and time limits of the collection.
 *
 * @param period shortest interval between two reads of an airport
 * @param lease duration of a lease unless it is renewed
 * @param call time limit of a scheduled read from OpenSky, including a token and one retry
 * @param follow time limit of the collection for a follow
 * @param recheck interval between checks of an airport that another replica is reading
 * @param backfillDays days of history that are read for a followed airport
 * @param parallel number of airports that are collected concurrently
 */
public record CollectionTimes(
    Duration period,
    Duration lease,
    Duration call,
    Duration follow,
    Duration recheck,
    int backfillDays,
    int parallel) {
  /** Returns the part of {@code follow} that is reserved for storing the flights. */
  Duration saving() {
    return follow.dividedBy(18);
  }
}
