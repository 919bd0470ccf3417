package dev.flightwatch.bench.floor;

import dev.flightwatch.usermanager.postgres.PostgresUrl;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.pgclient.PgConnectOptions;

/** How this module connects to the PostgreSQL that the user manager is given. */
public final class PostgresConnection {
  private PostgresConnection() {}

  /** With prepared statements cached, as ours are; a server's certificate is not looked at. */
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
