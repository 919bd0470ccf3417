package dev.flightwatch.embedded.postgres;

import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;

/** Runs statements one by one and waits for each result. */
final class PostgresClient implements AutoCloseable {
  private final Pool pool;

  PostgresClient(String url) {
    this.pool = PgBuilder.pool().connectingTo(url).build();
  }

  /** Returns the first column of the last row, or null if there is no row. */
  Object run(String statement) throws TimeoutException {
    return pool.query(statement)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .reduce((first, last) -> last)
                    .map((Row row) -> row.getValue(0))
                    .orElse(null))
        .await(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws TimeoutException {
    pool.close().await(10, TimeUnit.SECONDS);
  }
}
