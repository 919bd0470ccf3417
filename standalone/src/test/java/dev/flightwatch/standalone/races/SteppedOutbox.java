package dev.flightwatch.standalone.races;

import dev.flightwatch.usermanager.outbox.Backlog;
import dev.flightwatch.usermanager.outbox.DeletionOutbox;
import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An outbox of which each call is a step. */
record SteppedOutbox(DeletionOutbox outbox, Steps steps) implements DeletionOutbox {
  @Override
  public Future<List<Deletion>> claimDue(Instant now, Instant claimedUntil, int limit) {
    return steps.step("claim", () -> outbox.claimDue(now, claimedUntil, limit));
  }

  @Override
  public Future<Void> remove(UUID messageId) {
    return steps.step("remove", () -> outbox.remove(messageId));
  }

  @Override
  public Future<Void> postpone(Deletion deletion, Instant nextAttemptAt) {
    return steps.step("postpone", () -> outbox.postpone(deletion, nextAttemptAt));
  }

  @Override
  public Future<Void> makeAllDue(Instant now) {
    return steps.step("make due", () -> outbox.makeAllDue(now));
  }

  /** Changes nothing, so it is no step. */
  @Override
  public Future<Backlog> backlog() {
    return outbox.backlog();
  }
}
