package dev.flightwatch.usermanager.outbox;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An outbox in memory; can be unavailable. */
final class MemoryOutbox implements DeletionOutbox {
  final Map<UUID, PendingDeletion> idToPending = new LinkedHashMap<>();
  boolean unavailable;

  record PendingDeletion(Deletion deletion, Instant nextAttemptAt) {}

  Deletion add(int number, Instant nextAttemptAt) {
    EmailAddress email = new EmailAddress("user" + number + "@example.com");
    Deletion deletion = new Deletion(UUID.randomUUID(), UUID.randomUUID(), email, 0);
    idToPending.put(deletion.messageId(), new PendingDeletion(deletion, nextAttemptAt));
    return deletion;
  }

  Instant nextAttemptAt(Deletion deletion) {
    return idToPending.get(deletion.messageId()).nextAttemptAt();
  }

  private <T> Future<T> unlessUnavailable(T result) {
    return unavailable
        ? Future.failedFuture(
            ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable."))
        : Future.succeededFuture(result);
  }

  @Override
  public Future<List<Deletion>> claimDue(Instant now, Instant claimedUntil, int limit) {
    List<Deletion> due =
        idToPending.values().stream()
            .filter(pending -> !pending.nextAttemptAt().isAfter(now))
            .sorted(Comparator.comparing(PendingDeletion::nextAttemptAt))
            .limit(limit)
            .map(PendingDeletion::deletion)
            .toList();
    due.forEach(d -> idToPending.put(d.messageId(), new PendingDeletion(d, claimedUntil)));
    return unlessUnavailable(due);
  }

  @Override
  public Future<Void> remove(UUID messageId) {
    return this.<Void>unlessUnavailable(null).onSuccess(v -> idToPending.remove(messageId));
  }

  @Override
  public Future<Void> postpone(Deletion deletion, Instant nextAttemptAt) {
    idToPending.computeIfPresent(
        deletion.messageId(), (id, pending) -> new PendingDeletion(deletion, nextAttemptAt));
    return unlessUnavailable(null);
  }

  @Override
  public Future<Void> makeAllDue(Instant now) {
    idToPending.replaceAll((id, pending) -> new PendingDeletion(pending.deletion(), now));
    return unlessUnavailable(null);
  }

  /** Reports an age of 90 s. */
  @Override
  public Future<Backlog> backlog() {
    return unlessUnavailable(new Backlog(idToPending.size(), Duration.ofSeconds(90)));
  }
}
