package dev.flightwatch.usermanager.postgres;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to the database. All statements of one request share a time budget. Every failure is
 * a {@code ServiceException}.
 *
 * <p>The driver does not close stalled connections, which would occupy the pool for ever. When a
 * request times out, the pool is therefore replaced. The old pool is closed, with all its
 * connections, as soon as no request can be using it any more.
 *
 * <p>Belongs to one event loop.
 */
public final class PostgresPool {
  private static final Logger log = LoggerFactory.getLogger(PostgresPool.class);

  private final Vertx vertx;
  private final PostgresOptions options;
  private Pool pool;
  private boolean unavailable;

  public PostgresPool(Vertx vertx, PostgresOptions options) {
    this.vertx = requireNonNull(vertx);
    this.options = requireNonNull(options);
    this.pool = open();
  }

  private Pool open() {
    return PgBuilder.pool()
        .with(options.pool())
        .connectingTo(options.connect())
        .using(vertx)
        .build();
  }

  /**
   * Migrates the tables to the state that this version needs, and fails unless the pool reaches the
   * server. Several processes may do it. When there is nothing to do, Flyway is not loaded, which
   * would take a third of the CPU time of a start.
   */
  public Future<Void> migrate() {
    // Whatever fails in the query fails in Flyway too, which reports it; or no table exists.
    return attempt(newBudget(), used -> used.query(Migrations.IS_CURRENT).execute())
        .map(rows -> rows.size() > 0)
        .otherwise(false)
        .compose(
            isCurrent ->
                isCurrent
                    ? Future.succeededFuture()
                    : Migrations.run(vertx, options).compose(v -> ping()));
  }

  /** Completes when the server responds to a query. */
  public Future<Void> ping() {
    return query(newBudget(), row -> row, "select 1").mapEmpty();
  }

  /** Returns the time budget of a new request. */
  TimeBudget newBudget() {
    return new TimeBudget(options.deadline());
  }

  /** Executes one statement and returns the rows of its result. */
  <T> Future<List<T>> query(
      TimeBudget budget, Function<Row, T> read, String sql, Object... values) {
    return within(budget, used -> used.withConnection(c -> Statements.query(c, read, sql, values)));
  }

  /** Executes one statement and returns the number of rows that it changed. */
  Future<Integer> update(TimeBudget budget, String sql, Object... values) {
    return within(budget, used -> used.withConnection(c -> Statements.update(c, sql, values)));
  }

  /** Runs work in one transaction, which is rolled back when the work fails. */
  <T> Future<T> transaction(TimeBudget budget, Function<SqlConnection, Future<T>> work) {
    return within(budget, used -> used.withTransaction(work));
  }

  private <T> Future<T> within(TimeBudget budget, Function<Pool, Future<T>> work) {
    return attempt(budget, work)
        .onSuccess(result -> log(false, null))
        .recover(
            cause -> {
              ServiceException failure = PostgresFailures.translate(cause);
              if (failure.kind() == ErrorKind.UNAVAILABLE) {
                log(true, failure.getCause());
              }
              return Future.failedFuture(failure);
            });
  }

  private <T> Future<T> attempt(TimeBudget budget, Function<Pool, Future<T>> work) {
    Pool used = pool;
    return budget
        .run(() -> work.apply(used))
        .onFailure(
            cause -> {
              if (cause instanceof TimeoutException) {
                replace(used);
              }
            });
  }

  private void replace(Pool stalled) {
    if (stalled == pool) {
      pool = open();
      vertx
          .timer(options.deadline().toMillis())
          .compose(over -> stalled.close())
          .onFailure(e -> log.warn("A stalled connection pool was not closed: {}", e.toString()));
    }
  }

  /** Logs once that the server is unavailable, and once that it is available again. */
  private void log(boolean isUnavailable, Throwable cause) {
    if (isUnavailable && !unavailable) {
      log.warn(
          "PostgreSQL at {} is unavailable ({}); requests that need it fail until it is back",
          options.url(),
          String.valueOf(cause));
    } else if (unavailable && !isUnavailable) {
      log.info("PostgreSQL at {} is available again", options.url());
    }
    unavailable = isUnavailable;
  }

  public Future<Void> close() {
    return pool.close();
  }
}
