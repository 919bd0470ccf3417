package dev.flightwatch.usermanager.outbox;

import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The deletions that the data collector has not confirmed, shared by all processes on one database.
 * Every method fails with {@code UNAVAILABLE} when the store cannot be reached or stalls.
 */
public interface DeletionOutbox {
  /**
   * Claims deletions that are due, the longest due first. No other process gets them before {@code
   * claimedUntil}. The claim holds no lock.
   */
  Future<List<Deletion>> claimDue(Instant now, Instant claimedUntil, int limit);

  /** Removes a confirmed deletion. */
  Future<Void> remove(UUID messageId);

  /** Stores the number of refusals of a deletion and the time of its next attempt. */
  Future<Void> postpone(Deletion deletion, Instant nextAttemptAt);

  /** Makes all deletions due now. */
  Future<Void> makeAllDue(Instant now);

  /** Returns the size and the age of the backlog. */
  Future<Backlog> backlog();
}
