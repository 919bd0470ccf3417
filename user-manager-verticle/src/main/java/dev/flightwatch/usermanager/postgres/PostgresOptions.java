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
 * How the database is used.
 *
 * @param url where it is
 * @param poolSize how many connections at most
 * @param queueSize how many requests may wait for one
 * @param deadline how long one request may wait for the database in all
 * @param idleTransaction after which the server ends a transaction whose client went silent
 */
public record PostgresOptions(
    PostgresUrl url, int poolSize, int queueSize, Duration deadline, Duration idleTransaction) {

  /** For the driver that serves requests. */
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
        // What register and delete rely on: each statement sees what was committed before it.
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
                .orElseGet(PostgresOptions::trustOfJava))
        .setHostnameVerificationAlgorithm(url.sslMode() == SslMode.VERIFY_FULL ? "HTTPS" : "");
  }

  private static TrustOptions trustOfJava() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return TrustOptions.wrap(factory.getTrustManagers()[0]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no certificates that it trusts", e);
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

  /** For the driver that migrates; without user and password. */
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
            url.verifiesServer() ? trustOfJdbc() : "");
  }

  private String trustOfJdbc() {
    return url.rootCertificates()
        .map(file -> "&sslrootcert=" + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8))
        .orElse("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
  }
}
