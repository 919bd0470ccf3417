package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.ReadProgress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store, shared by all replicas, of the collection's progress and of leases on airports. One
 * replica at a time holds the lease on an airport, until it expires or is released; progress is
 * stored only by the holder. All operations fail with {@code UNAVAILABLE} when the database is
 * unavailable or exceeds its deadline.
 */
public interface CollectionStore extends ReadProgress {
  /**
   * Returns the progress of the next followed airports, in the order of their codes.
   *
   * @param after the last code of the previous page; the empty string for the first page
   */
  Future<Map<AirportCode, CollectionProgress>> followed(String after, int limit);

  /**
   * Returns the followed airports that are due and not claimed: those that have waited for the
   * interval, in the order of their next due time, those that could not be read at the last
   * attempt, and those to read again.
   */
  Future<Map<AirportCode, CollectionProgress>> due(DueQuery query);

  /** Returns the latest plan. */
  Future<Optional<Plan>> plan();

  /** Stores a plan unless the stored one was made later. */
  Future<Void> savePlan(Plan plan);

  /** Returns the progress of an airport; empty when it was never claimed. */
  Future<Optional<CollectionProgress>> progress(AirportCode airport);

  /**
   * Claims an airport if no other holder has a lease on it and it is due at {@code dueBy}, in one
   * atomic step. The run counts as unfinished from now on until it is released.
   *
   * @return empty when it was not claimed
   */
  Future<Optional<Claim>> claim(Lease lease, Instant dueBy, Instant now);

  /** Extends the lease to its {@code until}; returns false when another holder has it. */
  Future<Boolean> renew(Lease lease);

  /**
   * Stores the progress and extends the lease to its {@code until}, in one atomic step; returns
   * false, and stores nothing, when another holder has the lease.
   */
  Future<Boolean> advance(Lease lease, CollectionProgress progress);

  /**
   * Stores the progress, marks the run as finished, and stores the lease, released, in one atomic
   * step; returns false, and stores nothing, when another holder has the lease. The marks of other
   * runs and of moved flights are kept for a while, because a suspended process may still write.
   *
   * @param keptFrom earlier marks are removed
   */
  Future<Boolean> release(Lease lease, CollectionProgress progress, Instant keptFrom);

  /** Returns the marks of those of the airports that have any, in one query. */
  Future<List<AirportMark>> marks(Collection<AirportCode> airports);

  /**
   * Increases the versions of airports whose stored flights have changed. It needs no lease: the
   * flights stay even if the run has lost it.
   */
  Future<Void> flightsChanged(Collection<AirportCode> airports);

  /** Increases the versions of all airports. */
  Future<Void> allFlightsChanged();

  /**
   * Increases the versions of what runs that did not finish may have changed: of the airport, and
   * of those from which flights were moved.
   */
  Future<Void> flightsChangedSince(AirportCode airport, Instant since);

  /** Marks days of which flights are about to move to another airport, for their next claims. */
  Future<Void> markMoved(Collection<AirportDay> days, Instant now);
}
