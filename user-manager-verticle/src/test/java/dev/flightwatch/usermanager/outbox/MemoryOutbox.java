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

/** An outbox in this process; can be away. */
final class MemoryOutbox implements DeletionOutbox {
  final Map<UUID, Entry> idToEntry = new LinkedHashMap<>();
  boolean away;

  record Entry(Deletion deletion, Instant nextAttemptAt) {}

  Deletion add(int number, Instant nextAttemptAt) {
    EmailAddress email = new EmailAddress("user" + number + "@example.com");
    Deletion deletion = new Deletion(UUID.randomUUID(), UUID.randomUUID(), email, 0);
    idToEntry.put(deletion.messageId(), new Entry(deletion, nextAttemptAt));
    return deletion;
  }

  Instant nextAttemptAt(Deletion deletion) {
    return idToEntry.get(deletion.messageId()).nextAttemptAt();
  }

  private <T> Future<T> unlessAway(T answer) {
    return away
        ? Future.failedFuture(
            ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "The store is away."))
        : Future.succeededFuture(answer);
  }

  @Override
  public Future<List<Deletion>> claimDue(Instant now, Instant claimedUntil, int limit) {
    List<Deletion> due =
        idToEntry.values().stream()
            .filter(entry -> !entry.nextAttemptAt().isAfter(now))
            .sorted(Comparator.comparing(Entry::nextAttemptAt))
            .limit(limit)
            .map(Entry::deletion)
            .toList();
    due.forEach(d -> idToEntry.put(d.messageId(), new Entry(d, claimedUntil)));
    return unlessAway(due);
  }

  @Override
  public Future<Void> remove(UUID messageId) {
    if (!away) {
      idToEntry.remove(messageId);
    }
    return unlessAway(null);
  }

  @Override
  public Future<Void> postpone(Deletion deletion, Instant nextAttemptAt) {
    idToEntry.computeIfPresent(
        deletion.messageId(), (id, entry) -> new Entry(deletion, nextAttemptAt));
    return unlessAway(null);
  }

  @Override
  public Future<Void> makeAllDue(Instant now) {
    idToEntry.replaceAll(
        (id, entry) ->
            new Entry(
                entry.deletion(),
                entry.nextAttemptAt().isAfter(now) ? now : entry.nextAttemptAt()));
    return unlessAway(null);
  }

  /** As if each had waited for a minute and a half. */
  @Override
  public Future<Backlog> backlog() {
    return unlessAway(
        new Backlog(idToEntry.size(), Duration.ofSeconds(idToEntry.isEmpty() ? 0 : 90)));
  }
}
