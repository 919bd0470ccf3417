package dev.flightwatch.embedded.postgres;

import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs statements one by one and waits for each result. */
final class PostgresClient implements AutoCloseable {
  private final Pool pool;

  PostgresClient(String url) {
    this.pool = PgBuilder.pool().connectingTo(url).build();
  }

  /** Returns the first column of the first row, or null if there is no row. */
  Object run(String statement) throws TimeoutException {
    var rows = pool.query(statement).execute().await(30, TimeUnit.SECONDS);
    return rows.size() == 0 ? null : rows.iterator().next().getValue(0);
  }

  @Override
  public void close() throws TimeoutException {
    pool.close().await(30, TimeUnit.SECONDS);
  }
}
