package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines of {@code Vary}, which an HTTP client would merge. */
@ExtendWith(VertxExtension.class)
class VaryTest {
  private static final String ORIGIN = "https://pages.example";
  private static final Response LARGE =
      Response.bytes(200, Buffer.buffer("\"" + "a".repeat(4_000) + "\""));

  @ParameterizedTest
  @CsvSource({
    "/docs, identity, false",
    "/docs, gzip, true",
    "/work, identity, true",
    "/work, gzip, false"
  })
  void responseShouldVaryByEncodingOnce(String path, String encoding, boolean cors, Vertx vertx)
      throws Exception {
    // given
    HttpListenerOptions options = ThingsApi.options(cors ? Set.of(ORIGIN) : Set.of());
    int port = ThingsApi.responding(LARGE).open(vertx, options).port();

    // when
    String response =
        RawHttpClient.connect(vertx, port)
            .send(
                "GET %s HTTP/1.1\r\nHost: x\r\nOrigin: %s\r\nAccept-Encoding: %s\r\nConnection: close\r\n\r\n"
                    .formatted(path, ORIGIN, encoding))
            .awaitClose();

    // then
    String headers = response.substring(0, response.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
    assertThat(headers).startsWith("http/1.1 200");
    assertThat(headers.contains("content-encoding: gzip")).isEqualTo(encoding.equals("gzip"));
    assertThat(headers.lines().filter(line -> line.startsWith("vary:")))
        .containsExactlyInAnyOrderElementsOf(
            cors
                ? List.of("vary: origin", "vary: accept-encoding")
                : List.of("vary: accept-encoding"));
  }
}
