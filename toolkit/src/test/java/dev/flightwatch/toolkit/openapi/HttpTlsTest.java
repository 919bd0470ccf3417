package dev.flightwatch.toolkit.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.http.ClientNetworks;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.ServedHosts;
import dev.flightwatch.toolkit.tls.ShownCertificate;
import dev.flightwatch.toolkit.tls.TestAuthority;
import dev.flightwatch.toolkit.tls.TlsFiles;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class HttpTlsTest {
  /** A ClientHello that offers TLS 1.1 only. */
  private static final String HELLO_OF_TLS_1_1 =
      "16030200" + "2d010000290302" + "00".repeat(32) + "000002002f0100";

  @TempDir Path folder;
  private TestAuthority authority;
  private TlsFiles.CertificateAndKey files;
  private HttpListener server;
  private HttpClient client;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    authority = new TestAuthority(folder);
    files = authority.write(authority.issue("user-manager"));
    server = await(open(vertx, authority.listener(files)));
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(
                    new PemTrustOptions().addCertPath(authority.file().path().toString())));
  }

  @AfterEach
  void close() throws Exception {
    await(client.close());
    await(server.close(Duration.ZERO));
  }

  private Future<HttpListener> open(Vertx vertx, TlsFiles files) {
    HttpListenerOptions options =
        new HttpListenerOptions(
            "things http",
            "127.0.0.1",
            0,
            HttpLimits.of(1_024),
            Optional.of(files),
            Set.of(),
            ClientNetworks.DIRECT,
            ServedHosts.ANY);
    return HttpApiServer.open(vertx, options, ThingsApi.DOCUMENT, ThingsApi.echoing().endpoints());
  }

  @Test
  void requestsShouldAllBeServedWhenTheFilesChange(Vertx vertx) throws Exception {
    // given
    AtomicInteger served = new AtomicInteger();
    boolean[] stopped = {false};
    List<Future<Void>> loops =
        IntStream.range(0, 8).mapToObj(loop -> requestRepeatedly(served, stopped)).toList();

    // when
    for (int change = 0; change < 3; change++) {
      X509Bundle next = authority.issue("user-manager");
      TestAuthority.write(next, files);
      ShownCertificate.awaitSerial(
          vertx, server.port(), authority, next.getCertificate().getSerialNumber());
    }
    vertx.runOnContext(v -> stopped[0] = true);

    // then
    await(Future.all(loops));
    assertThat(served).hasValueGreaterThan(8);
  }

  private Future<Void> requestRepeatedly(AtomicInteger served, boolean[] stopped) {
    return get()
        .compose(
            status -> {
              assertThat(status).isEqualTo(200);
              served.incrementAndGet();
              return stopped[0] ? Future.succeededFuture() : requestRepeatedly(served, stopped);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void handshakeShouldSucceedWhenTheVersionIsCurrent(String version) throws Exception {
    try (SSLSocket socket = ShownCertificate.connect(server.port(), authority)) {
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
    }
  }

  @Test
  void connectionShouldBeRefusedWhenItUsesTls11OrPlainText() throws Exception {
    // A fatal alert: protocol_version.
    assertThat(responseTo(HexFormat.of().parseHex(HELLO_OF_TLS_1_1))).endsWith("0246");
    assertThat(responseTo("GET /things HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8)))
        .doesNotContain(HexFormat.of().formatHex("HTTP".getBytes(UTF_8)));
    assertThat(await(get())).isEqualTo(200);
  }

  /** Returns all bytes until the server closes, which must happen within ten seconds. */
  private String responseTo(byte[] bytes) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes);
      return HexFormat.of().formatHex(socket.getInputStream().readAllBytes());
    }
  }

  @Test
  void openShouldNameTheVariableWhenTheKeyBelongsToAnotherCertificate(Vertx vertx)
      throws Exception {
    TestAuthority.replace(files.key(), authority.issue("user-manager").getPrivateKeyPEM());

    assertThatThrownBy(() -> await(open(vertx, authority.listener(files))))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("KEY must contain an RSA or EC key");
  }

  private Future<Integer> get() {
    return client
        .request(HttpMethod.GET, server.port(), "127.0.0.1", "/things?code=LICC&days=1")
        .compose(request -> request.send())
        .compose(response -> response.body().map(response))
        .map(HttpClientResponse::statusCode);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
