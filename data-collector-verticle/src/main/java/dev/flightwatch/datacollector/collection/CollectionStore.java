package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.ReadProgress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * How far the collection of each airport has come, and who is at it. Replicas share it: an airport
 * is claimed by one of them at a time, for as long as its lease lives, and its progress moves only
 * while the lease is still the claimer's. All failures are {@code UNAVAILABLE} when the database is
 * away or late.
 */
public interface CollectionStore extends ReadProgress {

  /** How far the airports have come; those that were never claimed are not in it. */
  Future<Map<String, Progress>> progress(Collection<String> airports);

  /** How far an airport has come; empty when it was never claimed. */
  Future<Optional<Progress>> progress(String airport);

  /**
   * Claims an airport whose lease is free, in one step.
   *
   * @param dueBy only when it is due by then
   * @return empty when it is not due or another has it
   */
  Future<Optional<Progress>> claim(Lease lease, Instant dueBy, Instant now);

  /** Makes the lease live until its end; false when it is another's by now. */
  Future<Boolean> renew(Lease lease);

  /**
   * Stores how far the run came and makes the lease live until its end, in one step; false, and
   * nothing is stored, when it is another's by now.
   */
  Future<Boolean> advance(Lease lease, Progress progress);
}
