package dev.flightwatch.datacollector.tasks;

import io.vertx.core.Future;
import java.time.Instant;

/**
 * A store, shared by all replicas, of leases on tasks. One replica at a time holds the lease on a
 * task, until it expires or is released. All operations fail with {@code UNAVAILABLE} when the
 * database is unavailable or exceeds its deadline.
 */
public interface TaskLeaseStore {
  /**
   * Claims a task, in one atomic step, if no other holder has a lease on it and its next run is due
   * at {@code now}; returns whether it was claimed.
   */
  Future<Boolean> claim(TaskLease lease, Instant now);

  /** Extends the lease to its {@code until}; returns false when another holder has it. */
  Future<Boolean> renew(TaskLease lease);

  /** Releases the lease and stores when the next run is due, unless another holder has it. */
  Future<Void> release(TaskLease lease, Instant nextRun);
}
