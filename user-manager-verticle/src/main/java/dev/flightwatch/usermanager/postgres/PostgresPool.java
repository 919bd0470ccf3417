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
 * Connections to the database, under a deadline that all the work of one request shares. Every
 * failure is a {@code ServiceException}.
 *
 * <p>The driver ends no connection that has stalled, and such a one would hold its place for ever.
 * So a pool on which a deadline passed is replaced, and closed with all its connections once no
 * request can be working on it any more.
 *
 * <p>Belongs to one event loop.
 */
public final class PostgresPool {
  private static final Logger log = LoggerFactory.getLogger(PostgresPool.class);

  private final Vertx vertx;
  private final PostgresOptions options;
  private Pool pool;
  private boolean away;

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

  /** Whether the server answers. */
  public Future<Void> ping() {
    return read(time(), connection -> connection.query("select 1").execute()).mapEmpty();
  }

  /** The time of one request. */
  RequestTime time() {
    return new RequestTime(options.deadline());
  }

  <T> Future<T> read(RequestTime time, Function<SqlConnection, Future<T>> work) {
    return within(time, work);
  }

  /** Runs work in one transaction, which is committed when its result is one to keep. */
  <T> Future<T> transaction(
      RequestTime time, Function<SqlConnection, Future<T>> work, Predicate<T> keep) {
    return within(
        time,
        connection ->
            connection
                .begin()
                .compose(
                    transaction ->
                        work.apply(connection)
                            .compose(
                                result ->
                                    (keep.test(result)
                                            ? transaction.commit()
                                            : transaction.rollback())
                                        .map(result),
                                failure ->
                                    transaction
                                        .rollback()
                                        .transform(ended -> Future.failedFuture(failure)))));
  }

  private <T> Future<T> within(RequestTime time, Function<SqlConnection, Future<T>> work) {
    Pool used = pool;
    return time.spend(() -> used.withConnection(work))
        .transform(
            result -> {
              if (result.succeeded()) {
                reached();
                return Future.succeededFuture(result.result());
              }
              if (result.cause() instanceof TimeoutException) {
                replace(used);
              }
              ServiceException failure = PostgresFailures.translate(result.cause());
              if (failure.kind() == ErrorKind.UNAVAILABLE) {
                missed(failure.getCause());
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
        .onFailure(failure -> log.warn("A stalled pool was not closed: {}", failure.toString()));
  }

  private void missed(Throwable cause) {
    if (!away) {
      away = true;
      log.warn("PostgreSQL at {} is away: {}", options.url(), String.valueOf(cause));
    }
  }

  private void reached() {
    if (away) {
      away = false;
      log.info("PostgreSQL at {} is back", options.url());
    }
  }

  public Future<Void> close() {
    return pool.close();
  }
}
