package dev.flightwatch.usermanager.postgres;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.outbox.Backlog;
import dev.flightwatch.usermanager.outbox.DeletionOutbox;
import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Stores the outbox of deletions in the same database as the users. */
public final class PostgresDeletionOutbox implements DeletionOutbox {
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

  private final PostgresPool pool;

  public PostgresDeletionOutbox(PostgresPool pool) {
    this.pool = requireNonNull(pool);
  }

  @Override
  public Future<List<Deletion>> claimDue(Instant now, Instant claimedUntil, int limit) {
    return execute(
            CLAIM,
            Tuple.of(now.atOffset(ZoneOffset.UTC), claimedUntil.atOffset(ZoneOffset.UTC), limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(PostgresDeletionOutbox::read)
                    .toList());
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
    return execute(REMOVE, Tuple.of(messageId)).mapEmpty();
  }

  @Override
  public Future<Void> postpone(Deletion deletion, Instant nextAttemptAt) {
    return execute(
            POSTPONE,
            Tuple.of(
                deletion.messageId(), nextAttemptAt.atOffset(ZoneOffset.UTC), deletion.refusals()))
        .mapEmpty();
  }

  @Override
  public Future<Void> makeAllDue(Instant now) {
    return execute(MAKE_DUE, Tuple.of(now.atOffset(ZoneOffset.UTC))).mapEmpty();
  }

  @Override
  public Future<Backlog> backlog() {
    return pool.read(pool.newBudget(), connection -> connection.query(BACKLOG).execute())
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Backlog(
                    row.getLong("pending"),
                    Duration.ofMillis((long) (row.getDouble("oldest_seconds") * 1_000))));
  }

  private Future<RowSet<Row>> execute(String statement, Tuple values) {
    return pool.transaction(
        pool.newBudget(),
        connection -> connection.preparedQuery(statement).execute(values),
        rows -> true);
  }
}
