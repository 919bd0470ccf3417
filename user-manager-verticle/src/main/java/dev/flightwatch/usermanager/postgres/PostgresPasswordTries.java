package dev.flightwatch.usermanager.postgres;

import static java.util.stream.Collectors.toMap;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.usermanager.users.PasswordTries;
import dev.flightwatch.usermanager.users.PasswordTry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Counts tries of passwords in the same database as the users. */
public record PostgresPasswordTries(PostgresPool pool) implements PasswordTries {
  // Rows are locked in the order of their keys, so that statements do not deadlock.
  private static final String RESERVE =
      """
      insert into password_tries as counted (key, tries, resets_at)
      select key, 1, $2 from unnest($1::text[]) as reserved (key) order by key
      on conflict (key) do update set
        tries = case when counted.resets_at <= $3 then 1 else counted.tries + 1 end,
        resets_at = case when counted.resets_at <= $3 then excluded.resets_at
          else counted.resets_at end
      returning key, tries, resets_at""";

  private static final String FIND =
      "select key, tries, resets_at from password_tries where key = any($1) and resets_at > $2";

  // A window that resets later began after the try.
  private static final String GIVE_BACK =
      """
      update password_tries set tries = tries - 1
      where key in (
        select key from password_tries
        where key = any($1) and tries > 0 and resets_at <= $2 order by key for update)""";

  private static final String DELETE_OLD =
      """
      delete from password_tries where key in (
        select key from password_tries where resets_at < $1 limit $2 for update skip locked)""";

  /** Rolls the reservation of all keys back. */
  private static final ServiceException FULL =
      ServiceException.of(ErrorKind.LIMITED, "full", "A key has no tries left.");

  /** A key as it is counted with the new try. */
  private record Counted(String key, int tries, Instant resetsAt) {}

  @Override
  public Future<Map<String, Instant>> reserve(PasswordTry reserved) {
    AtomicReference<Map<String, Instant>> full = new AtomicReference<>(Map.of());
    return pool.transaction(
            pool.newBudget(),
            connection ->
                Statements.query(
                        connection,
                        PostgresPasswordTries::read,
                        RESERVE,
                        keys(reserved),
                        reserved.resetsAt(),
                        reserved.at())
                    .compose(
                        rows -> {
                          full.set(
                              rows.stream()
                                  .filter(row -> isFull(row, reserved))
                                  .collect(toMap(Counted::key, Counted::resetsAt)));
                          return full.get().isEmpty()
                              ? Future.<Void>succeededFuture()
                              : Future.<Void>failedFuture(FULL);
                        }))
        .recover(
            failure -> failure == FULL ? Future.succeededFuture() : Future.failedFuture(failure))
        .map(done -> full.get());
  }

  @Override
  public Future<Map<String, Instant>> findFull(PasswordTry asked) {
    return pool.query(pool.newBudget(), PostgresPasswordTries::read, FIND, keys(asked), asked.at())
        .map(
            rows ->
                rows.stream()
                    .filter(row -> row.tries() >= asked.keyToLimit().get(row.key()))
                    .collect(toMap(Counted::key, Counted::resetsAt)));
  }

  private static String[] keys(PasswordTry of) {
    return of.keyToLimit().keySet().toArray(String[]::new);
  }

  private static boolean isFull(Counted row, PasswordTry reserved) {
    return row.tries() > reserved.keyToLimit().get(row.key());
  }

  private static Counted read(Row row) {
    return new Counted(
        row.getString("key"),
        row.getInteger("tries"),
        row.getOffsetDateTime("resets_at").toInstant());
  }

  @Override
  public Future<Void> giveBack(PasswordTry reserved) {
    return pool.update(pool.newBudget(), GIVE_BACK, keys(reserved), reserved.resetsAt()).mapEmpty();
  }

  @Override
  public Future<Integer> deleteResetBefore(Instant end, int limit) {
    return pool.update(pool.newBudget(), DELETE_OLD, end, limit);
  }
}
