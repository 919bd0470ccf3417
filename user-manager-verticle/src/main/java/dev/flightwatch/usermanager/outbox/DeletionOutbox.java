package dev.flightwatch.usermanager.outbox;

import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The deletions that the data collector has not confirmed. Shared by all processes on one database.
 * Every method fails with {@code UNAVAILABLE} when the store is away or stalls.
 */
public interface DeletionOutbox {
  /**
   * Takes deletions that are due, the longest due first. Nobody else gets them before {@code
   * claimedUntil}; nothing stays locked meanwhile.
   */
  Future<List<Deletion>> claimDue(Instant now, Instant claimedUntil, int limit);

  /** Strikes out a deletion that was confirmed. */
  Future<Void> remove(UUID messageId);

  /** Puts a deletion back until the moment of its next attempt, with its count of refusals. */
  Future<Void> postpone(Deletion deletion, Instant nextAttemptAt);

  /** Makes all of them due now. */
  Future<Void> makeAllDue(Instant now);

  /** How much is in it, and for how long. */
  Future<Backlog> backlog();
}
