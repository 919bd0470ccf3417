package dev.flightwatch.usermanager.postgres;

import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.outbox.Backlog;
import dev.flightwatch.usermanager.outbox.DeletionOutbox;
import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Stores the outbox of deletions in the same database as the users. */
public record PostgresDeletionOutbox(PostgresPool pool) implements DeletionOutbox {
  private static final String CLAIM =
      """
      update deletion_outbox set next_attempt_at = $2
      where message_id in (
        select message_id from deletion_outbox where next_attempt_at <= $1
        order by next_attempt_at limit $3 for update skip locked)
      returning message_id, user_id, email, refusals""";

  private static final String REMOVE = "delete from deletion_outbox where message_id = $1";

  private static final String POSTPONE =
      "update deletion_outbox set next_attempt_at = $2, refusals = $3 where message_id = $1";

  private static final String MAKE_DUE =
      "update deletion_outbox set next_attempt_at = $1 where next_attempt_at > $1";

  // Uses only the database's clock, because the clocks of the processes may differ.
  private static final String BACKLOG =
      """
      select count(*) as pending,
        coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as oldest_seconds
      from deletion_outbox""";

  @Override
  public Future<List<Deletion>> claimDue(Instant now, Instant claimedUntil, int limit) {
    return pool.query(
        pool.newBudget(), PostgresDeletionOutbox::read, CLAIM, now, claimedUntil, limit);
  }

  private static Deletion read(Row row) {
    return new Deletion(
        row.getUUID("message_id"),
        row.getUUID("user_id"),
        new EmailAddress(row.getString("email")),
        row.getInteger("refusals"));
  }

  @Override
  public Future<Void> remove(UUID messageId) {
    return update(REMOVE, messageId);
  }

  @Override
  public Future<Void> postpone(Deletion deletion, Instant nextAttemptAt) {
    return update(POSTPONE, deletion.messageId(), nextAttemptAt, deletion.refusals());
  }

  @Override
  public Future<Void> makeAllDue(Instant now) {
    return update(MAKE_DUE, now);
  }

  private Future<Void> update(String statement, Object... values) {
    return pool.update(pool.newBudget(), statement, values).mapEmpty();
  }

  @Override
  public Future<Backlog> backlog() {
    return pool.query(pool.newBudget(), PostgresDeletionOutbox::readBacklog, BACKLOG)
        .map(rows -> rows.get(0));
  }

  private static Backlog readBacklog(Row row) {
    return new Backlog(
        row.getLong("pending"),
        Duration.ofMillis((long) (row.getDouble("oldest_seconds") * 1_000)));
  }
}
