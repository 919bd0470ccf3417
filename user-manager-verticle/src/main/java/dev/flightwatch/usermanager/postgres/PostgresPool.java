package dev.flightwatch.usermanager.postgres;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
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

  /** Completes when the server responds to a query. */
  public Future<Void> ping() {
    return read(newBudget(), connection -> connection.query("select 1").execute()).mapEmpty();
  }

  /** Returns the time budget of a new request. */
  TimeBudget newBudget() {
    return new TimeBudget(options.deadline());
  }

  <T> Future<T> read(TimeBudget budget, Function<SqlConnection, Future<T>> work) {
    return within(budget, work);
  }

  /**
   * Runs work in one transaction.
   *
   * @param commits whether the transaction is committed; otherwise it is rolled back
   */
  <T> Future<T> transaction(
      TimeBudget budget, Function<SqlConnection, Future<T>> work, Predicate<T> commits) {
    return within(
        budget,
        connection ->
            connection
                .begin()
                .compose(
                    transaction ->
                        work.apply(connection)
                            .compose(
                                result ->
                                    (commits.test(result)
                                            ? transaction.commit()
                                            : transaction.rollback())
                                        .map(result),
                                failure ->
                                    transaction
                                        .rollback()
                                        .transform(rolledBack -> Future.failedFuture(failure)))));
  }

  private <T> Future<T> within(TimeBudget budget, Function<SqlConnection, Future<T>> work) {
    Pool used = pool;
    return budget
        .run(() -> used.withConnection(work))
        .transform(
            result -> {
              if (result.succeeded()) {
                available();
                return Future.succeededFuture(result.result());
              }
              if (result.cause() instanceof TimeoutException) {
                replace(used);
              }
              ServiceException failure = PostgresFailures.translate(result.cause());
              if (failure.kind() == ErrorKind.UNAVAILABLE) {
                unavailable(failure.getCause());
              }
              return Future.failedFuture(failure);
            });
  }

  private void replace(Pool stalled) {
    if (stalled == pool) {
      pool = open();
      vertx.setTimer(options.deadline().toMillis(), id -> close(stalled));
    }
  }

  private static void close(Pool stalled) {
    stalled
        .close()
        .onFailure(
            failure ->
                log.warn("A stalled connection pool was not closed: {}", failure.toString()));
  }

  private void unavailable(Throwable cause) {
    if (!unavailable) {
      unavailable = true;
      log.warn(
          "PostgreSQL at {} is unavailable ({}); requests that need it fail until it is back",
          options.url(),
          String.valueOf(cause));
    }
  }

  private void available() {
    if (unavailable) {
      unavailable = false;
      log.info("PostgreSQL at {} is available again", options.url());
    }
  }

  public Future<Void> close() {
    return pool.close();
  }
}
