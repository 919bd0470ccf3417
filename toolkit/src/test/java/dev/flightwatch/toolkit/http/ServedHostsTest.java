package dev.flightwatch.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.RawHttpClient;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class ServedHostsTest {
  private static String send(Vertx vertx, String publicUrl, String request) throws Exception {
    HttpListenerOptions options =
        new HttpListenerOptions(
            "things http",
            "127.0.0.1",
            0,
            HttpLimits.of(64),
            Optional.empty(),
            Set.of(),
            ClientNetworks.DIRECT,
            ServedHosts.of(URI.create(publicUrl), Set.of("user-manager", "Other.example")));
    HttpListener listener = new HttpListener(vertx, options, TracingPolicy.IGNORE);
    listener
        .listen(served -> listener.writer().send(served, Response.bytes(200, Buffer.buffer("{}"))))
        .await(20, TimeUnit.SECONDS);
    return RawHttpClient.connect(vertx, listener.port())
        .send(request.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n")
        .awaitClose();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1|Host: localhost, 200",
    "HTTP/1.1|Host: localhost:9, 200",
    "HTTP/1.1|Host: LOCALHOST, 200",
    "HTTP/1.1|Host: 127.0.0.1:5000, 200",
    "HTTP/1.1|Host: 203.0.113.7, 200",
    "HTTP/1.1|Host: [::1]:5000, 200",
    "HTTP/1.1|Host: [2001:db8::1], 200",
    "HTTP/1.1|Host: flights.example, 200",
    "HTTP/1.1|Host: Flights.Example.:443, 200",
    "HTTP/1.1|Host: user-manager:5000, 200",
    "HTTP/1.1|Host: other.example, 200",
    "HTTP/1.0, 200",
    "HTTP/1.0|Host: evil.example, 421",
    "HTTP/1.1|Host: evil.example, 421",
    "HTTP/1.1|Host: flights.example.evil.example, 421",
    "HTTP/1.1|Host: evil-flights.example, 421",
    "HTTP/1.1|Host: localhost.evil.example:5000, 421",
    "HTTP/1.1|Host: 127.0.0.1.evil.example, 421",
    "HTTP/1.1|Host: localhost@evil.example, 400",
    "HTTP/1.1|Host: [::1].evil.example, 400",
    "HTTP/1.1|Host: ::1, 400",
    "HTTP/1.1|Host: evil.example:localhost, 400",
    "HTTP/1.1|Host:, 421",
    "HTTP/1.1|Host: a b, 400",
    "HTTP/1.1|Host: 2130706433, 421",
    "HTTP/1.1|Host: 0x7f000001, 421",
    "HTTP/1.1|Host: 127.1, 421",
    "HTTP/1.1, 400",
    "HTTP/1.1|Host: localhost|Host: evil.example, 400",
    "HTTP/1.1|Host: localhost|Host: localhost, 400",
    "HTTP/1.0|Host: localhost|Host: localhost, 400",
  })
  void statusShouldDependOnTheHost(String request, String status, Vertx vertx) throws Exception {
    String response = send(vertx, "https://flights.example/board", "GET /x " + request);

    assertThat(response).containsPattern("^HTTP/1.[01] " + status);
    assertThat(response.contains("ALLOWED_HOSTS")).isEqualTo(status.equals("421"));
  }

  @ParameterizedTest
  @CsvSource({"https://flights.example, true", "http://flights.example, false"})
  void browsersShouldUseHttpsWhereThePublicUrlIsHttps(String url, boolean isSecure, Vertx vertx)
      throws Exception {
    String response = send(vertx, url, "GET /x HTTP/1.1|Host: localhost");

    assertThat(response).containsIgnoringCase("Referrer-Policy: same-origin");
    assertThat(response.contains("Strict-Transport-Security: max-age=31536000"))
        .isEqualTo(isSecure);
  }
}
