package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The times of the collection.
 *
 * @param period between two reads of an airport
 * @param lease how long a claim lives unless it is renewed
 * @param call how long a poll's question may take, the token and a repeat included
 * @param follow how long a follow waits for its collection in all
 * @param recheck between two looks at an airport that another replica is reading
 * @param parallel how many airports are collected at a time
 */
public record CollectionTimes(
    Duration period,
    Duration lease,
    Duration call,
    Duration follow,
    Duration recheck,
    int parallel) {
  public CollectionTimes {
    requireNonNull(period);
    requireNonNull(lease);
    requireNonNull(call);
    requireNonNull(follow);
    requireNonNull(recheck);
  }

  /** What of a follow's time is left for saving, when the source takes all that it may. */
  Duration saving() {
    return follow.dividedBy(18);
  }
}
