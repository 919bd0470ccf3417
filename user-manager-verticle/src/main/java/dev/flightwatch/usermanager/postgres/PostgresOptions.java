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
 * @param idleTransaction time after which the server aborts a transaction of a silent client
 */
public record PostgresOptions(
    PostgresUrl url, int poolSize, int queueSize, Duration deadline, Duration idleTransaction) {
  private static final int QUEUE_SIZE = 512;
  private static final Duration IDLE_TRANSACTION = Duration.ofSeconds(10);

  /** Returns options with the constants of production. */
  public static PostgresOptions of(PostgresUrl url, int poolSize, Duration deadline) {
    return new PostgresOptions(url, poolSize, QUEUE_SIZE, deadline, IDLE_TRANSACTION);
  }

  /** Returns the connection options of the driver that serves requests. */
  PgConnectOptions connect() {
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
        .addProperty(
            "idle_in_transaction_session_timeout", Long.toString(idleTransaction.toMillis()))
        .addProperty("synchronous_commit", "on")
        // Registration and deletion require that each statement sees all earlier commits.
        .addProperty("default_transaction_isolation", "read committed");
  }

  private ClientSSLOptions ssl() {
    ClientSSLOptions ssl = new ClientSSLOptions();
    if (!url.verifiesServer()) {
      return ssl.setTrustAll(true);
    }
    return ssl.setTrustOptions(
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

  /** Returns the URL of the driver that migrates; without user and password. */
  String jdbcUrl(Duration timeout) {
    String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s&connectTimeout=%d&socketTimeout=%d%s"
        .formatted(
            host,
            url.port(),
            URLEncoder.encode(url.database(), StandardCharsets.UTF_8),
            url.sslMode().value,
            Math.max(1, deadline.toSeconds()),
            Math.max(1, timeout.toSeconds()),
            url.verifiesServer() ? jdbcTrust() : "");
  }

  private String jdbcTrust() {
    return url.rootCertificates()
        .map(file -> "&sslrootcert=" + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8))
        .orElse("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
  }
}
