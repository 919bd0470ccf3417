package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.ReadProgress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A store, shared by all replicas, of the collection's progress and of leases on airports. One
 * replica at a time holds the lease on an airport, until it expires or is released; progress is
 * stored only by the holder. All operations fail with {@code UNAVAILABLE} when the database is
 * unavailable or exceeds its deadline.
 */
public interface CollectionStore extends ReadProgress {
  /** Returns the progress of the airports; those that were never claimed are absent. */
  Future<Map<AirportCode, CollectionProgress>> progress(Collection<AirportCode> airports);

  /** Returns the progress of an airport; empty when it was never claimed. */
  Future<Optional<CollectionProgress>> progress(AirportCode airport);

  /**
   * Claims an airport if no other holder has a lease on it and it is due at {@code dueBy}, in one
   * atomic step.
   *
   * @return empty when it was not claimed
   */
  Future<Optional<CollectionProgress>> claim(Lease lease, Instant dueBy, Instant now);

  /** Extends the lease to its {@code until}; returns false when another holder has it. */
  Future<Boolean> renew(Lease lease);

  /**
   * Stores the progress and extends the lease to its {@code until}, in one atomic step; returns
   * false, and stores nothing, when another holder has the lease.
   */
  Future<Boolean> advance(Lease lease, CollectionProgress progress);
}
