package dev.flightwatch.bench.floor;

import dev.flightwatch.usermanager.postgres.PostgresUrl;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.pgclient.PgConnectOptions;

/** The options for connections of the benchmarks to PostgreSQL. */
public final class PostgresConnection {
  private PostgresConnection() {}

  /** Caches prepared statements as the user manager does; does not verify certificates. */
  public static PgConnectOptions options(PostgresUrl url) {
    return new PgConnectOptions()
        .setHost(url.host())
        .setPort(url.port())
        .setDatabase(url.database())
        .setUser(url.user())
        .setPassword(url.password())
        .setSslMode(url.sslMode())
        .setSslOptions(new ClientSSLOptions().setTrustAll(true))
        .setCachePreparedStatements(true);
  }
}
