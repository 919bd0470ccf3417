package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import dev.flightwatch.toolkit.config.ConfigException;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The driver with the embedded MongoDB-compatible server over TLS. */
class MongoTlsTest {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private MongoServer server;
  private X509Bundle own;

  @BeforeEach
  void startServer() throws Exception {
    X509Bundle authority = authority();
    Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePEM());
    own =
        new CertificateBuilder()
            .subject("CN=data-db")
            .addSanDnsName("localhost")
            .buildIssuedBy(authority);
    server = new MongoServer(H2Backend.inMemory());
    server.enableSsl(own.getKeyPair().getPrivate(), null, own.getCertificatePath());
    server.bind("localhost", 0);
  }

  private static X509Bundle authority() throws Exception {
    return new CertificateBuilder()
        .subject("CN=Test authority")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  @AfterEach
  void stop() {
    await(vertx.close());
    server.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, ?tls=true&tlsCAFile=ca.pem, true",
    "localhost, ?tls=true&tlsCAFile=ca.pem&tlsCertificateKeyFile=own.pem, true",
    "localhost, ?tls=true&tlsCAFile=other.pem, false",
    "localhost, ?tls=true, false",
    "127.0.0.1, ?tls=true&tlsCAFile=ca.pem, false",
    "localhost, '', false"
  })
  void pingShouldSucceedOnlyWhenTheCertificateIsTrusted(String host, String query, boolean succeeds)
      throws Exception {
    // given
    Files.writeString(folder.resolve("own.pem"), own.getCertificatePEM() + own.getPrivateKeyPEM());
    Files.writeString(folder.resolve("other.pem"), authority().getCertificatePEM());

    // when
    boolean success =
        await(
            open(host, query.replace("File=", "File=" + folder + "/"))
                .ping()
                .map(true)
                .otherwise(false));

    // then
    assertThat(success).isEqualTo(succeeds);
  }

  @Test
  void openShouldNameTheOptionWhenAFileIsNotValid() throws Exception {
    // given
    Path broken = Files.writeString(folder.resolve("broken.pem"), "no certificate");

    // then
    assertThatThrownBy(() -> open("localhost", "?tls=true&tlsCAFile=/absent.pem"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("MONGO_URL names a tlsCAFile that cannot be read");
    assertThatThrownBy(() -> open("localhost", "?tls=true&tlsCAFile=" + broken))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("MONGO_URL is not valid");
  }

  @Test
  void connectionShouldKeepOtherOptionsAndDecodePaths() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("ca with+plus.pem"), "");
    String encoded = file.toString().replace(" ", "%20");

    // when
    JsonObject config =
        MongoTls.connection(
            URI.create("mongodb://u:p%40@host/?replicaSet=a&tlsCAFile=" + encoded + "&tls=true"));

    // then
    assertThat(config.getString("connection_string"))
        .isEqualTo("mongodb://u:p%40@host/?replicaSet=a&tls=true");
    assertThat(config.getString("caPath")).isEqualTo(file.toString());
  }

  private MongoDatabase open(String host, String query) {
    URI url =
        URI.create("mongodb://%s:%d/%s".formatted(host, server.getLocalAddress().getPort(), query));
    return MongoDatabase.open(
        vertx, new MongoDatabase.Options(url, "test", 2, Duration.ofSeconds(6)));
  }
}
