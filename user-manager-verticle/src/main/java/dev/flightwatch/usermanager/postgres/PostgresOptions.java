package dev.flightwatch.usermanager.postgres;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;

/**
 * Options of the connections to PostgreSQL.
 *
 * @param url the address, the account and the TLS mode
 * @param poolSize maximum number of connections
 * @param queueSize maximum number of requests that wait for a connection
 * @param deadline time that one request may wait for PostgreSQL in total
 */
public record PostgresOptions(PostgresUrl url, int poolSize, int queueSize, Duration deadline) {

  /** Returns options with the constants of production. */
  public static PostgresOptions of(PostgresUrl url, int poolSize, Duration deadline) {
    return new PostgresOptions(url, poolSize, 512, deadline);
  }

  /** Returns the connection options of the driver that serves requests. */
  public PgConnectOptions connect() {
    return new PgConnectOptions()
        .setHost(url.host())
        .setPort(url.port())
        .setDatabase(url.database())
        .setUser(url.user())
        .setPassword(url.password())
        .setSslMode(url.sslMode())
        .setSslOptions(ssl())
        .setCachePreparedStatements(true)
        .addProperty("application_name", "flightwatch-user-manager")
        .addProperty("statement_timeout", Long.toString(deadline.toMillis()))
        // The server aborts the transaction of a silent client.
        .addProperty("idle_in_transaction_session_timeout", "10s")
        .addProperty("synchronous_commit", "on")
        // Registration and deletion require that each statement sees all earlier commits.
        .addProperty("default_transaction_isolation", "read committed");
  }

  private ClientSSLOptions ssl() {
    if (!url.verifiesServer()) {
      return new ClientSSLOptions().setTrustAll(true);
    }
    return new ClientSSLOptions()
        .setTrustOptions(
            url.rootCertificates()
                .<TrustOptions>map(file -> new PemTrustOptions().addCertPath(file.toString()))
                .orElseGet(PostgresOptions::javaTrustStore))
        .setHostnameVerificationAlgorithm(url.sslMode() == SslMode.VERIFY_FULL ? "HTTPS" : "");
  }

  private static TrustOptions javaTrustStore() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return TrustOptions.wrap(factory.getTrustManagers()[0]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The trust store of this Java installation cannot be read", e);
    }
  }

  PoolOptions pool() {
    return new PoolOptions()
        .setName("postgres")
        .setMaxSize(poolSize)
        .setMaxWaitQueueSize(queueSize)
        .setConnectionTimeout(Math.toIntExact(deadline.toMillis()))
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /**
   * Returns the URL of the driver that migrates; without user and password. One statement of a
   * migration may take 60 s.
   */
  String jdbcUrl() {
    String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s&connectTimeout=%d&socketTimeout=60%s"
        .formatted(
            host,
            url.port(),
            encoded(url.database()),
            url.sslMode().value,
            Math.max(1, deadline.toSeconds()),
            url.verifiesServer() ? jdbcTrust() : "");
  }

  private String jdbcTrust() {
    return url.rootCertificates()
        .map(file -> "&sslrootcert=" + encoded(file))
        .orElse("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
  }

  private static String encoded(Object text) {
    return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8);
  }
}
