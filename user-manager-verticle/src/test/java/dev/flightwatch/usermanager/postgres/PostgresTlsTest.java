package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import dev.flightwatch.usermanager.testing.TestDatabase;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both drivers against a server that requires TLS. */
@ExtendWith(VertxExtension.class)
class PostgresTlsTest {
  private static EmbeddedPostgresServer server;
  @TempDir static Path folder;
  private static Path trusted;
  private static Path untrusted;

  @BeforeAll
  static void startServer() throws Exception {
    X509Bundle authority = authority();
    trusted = Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePEM());
    untrusted = Files.writeString(folder.resolve("untrusted.pem"), authority().getCertificatePEM());
    X509Bundle own =
        new CertificateBuilder()
            .subject("CN=user-db")
            .addSanDnsName("localhost")
            .buildIssuedBy(authority);
    server = EmbeddedPostgresServer.startEphemeral();
    TestDatabase database = new TestDatabase(server.url());
    write(database, "server.crt", own.getCertificatePEM());
    write(database, "server.key", own.getPrivateKeyPEM());
    database.execute("alter system set ssl = on");
    reload(database, "select current_setting('ssl')", "on");
    write(database, "pg_hba.conf", "hostssl all all all scram-sha-256");
    database.execute("select pg_reload_conf()");
  }

  private static X509Bundle authority() throws Exception {
    return new CertificateBuilder()
        .subject("CN=Test authority")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private static void reload(TestDatabase database, String query, String expected) {
    database.execute("select pg_reload_conf()");
    for (int attempt = 0; attempt < 50 && !database.value(query).equals(expected); attempt++) {
      database.execute("select pg_sleep(0.1)");
    }
    assertThat(database.value(query)).isEqualTo(expected);
  }

  /** Writes through the server, whose files may belong to another account than the test's. */
  private static void write(TestDatabase database, String file, String content) {
    database.execute(
        "copy (select unnest(string_to_array('%s', E'\\n'))) to program 'umask 077; cat > %s'"
            .formatted(content.replace("\r", "").strip(), file));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?sslmode=require",
        "?sslmode=require&sslrootcert=TRUSTED",
        "?sslmode=verify-ca&sslrootcert=TRUSTED",
        "?sslmode=verify-full&sslrootcert=TRUSTED"
      })
  void bothDriversShouldConnectWhenCertificateIsTrusted(String query, Vertx vertx)
      throws Exception {
    PostgresOptions options = options("localhost", query);
    PostgresPool pool = new PostgresPool(vertx, options);

    await(Migrations.run(vertx, options));
    await(pool.ping());
    await(pool.close());
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, ''",
    "localhost, ?sslmode=verify-ca&sslrootcert=UNTRUSTED",
    "localhost, ?sslmode=require&sslrootcert=UNTRUSTED",
    "127.0.0.1, ?sslmode=verify-full&sslrootcert=TRUSTED"
  })
  void bothDriversShouldFailWhenServerIsNotTrusted(String host, String query, Vertx vertx)
      throws Exception {
    PostgresOptions options = options(host, query);
    PostgresPool pool = new PostgresPool(vertx, options);

    assertThatThrownBy(() -> await(pool.ping())).isNotNull();
    assertThatThrownBy(() -> await(Migrations.run(vertx, options))).isNotNull();
    await(pool.close());
  }

  private static PostgresOptions options(String host, String query) {
    String url =
        server.url().replace("127.0.0.1", host)
            + query
                .replace("UNTRUSTED", untrusted.toString())
                .replace("TRUSTED", trusted.toString());
    return PostgresOptions.of(PostgresUrl.parse(URI.create(url)), 2, Duration.ofSeconds(10));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
