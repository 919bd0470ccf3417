package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class RawHttpTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String POST =
      "POST /things HTTP/1.1\r\nHost: x\r\nRequest-ID: r1\r\nContent-Type: application/json\r\n";
  private static final String GET = "GET /work HTTP/1.1\r\nHost: x\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "POST /things HTTP/1.1\r\nHost: x\r\nContent-Le",
        POST + "Content-Length: 100\r\n\r\n{\"email\":",
        POST + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"ema\r\n",
        "GET /work HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n",
        GET
      })
  void serverShouldCloseTheConnectionWhenARequestDoesNotEnd(String incomplete, Vertx vertx)
      throws Exception {
    int port = ThingsApi.echoing().open(vertx, ThingsApi.limits(SHORT)).port();

    RawHttpClient target = RawHttpClient.connect(vertx, port).send(incomplete);

    assertThat(target.awaitClose()).doesNotContain("HTTP/1.1 5");
  }

  @Test
  void serverShouldCloseTheConnectionWhenARequestTrickles(Vertx vertx) throws Exception {
    int port = ThingsApi.echoing().open(vertx, ThingsApi.limits(SHORT)).port();
    RawHttpClient target =
        RawHttpClient.connect(vertx, port).send(POST + "Content-Length: 60000\r\n\r\n");

    long trickle = vertx.setPeriodic(20, timer -> target.send(" "));

    target.awaitClose();
    vertx.cancelTimer(trickle);
  }

  @Test
  void serverShouldKeepTheConnectionWhenItsOwnResponseIsSlow(Vertx vertx) throws Exception {
    ThingsApi api =
        new ThingsApi(
            request ->
                vertx.timer(2, TimeUnit.SECONDS).map(v -> Response.json(200, new JsonObject())));
    int port = api.open(vertx, ThingsApi.limits(SHORT)).port();

    RawHttpClient target = RawHttpClient.connect(vertx, port).send(GET);

    assertThat(target.awaitText("{}")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 65537\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"})
  void serverShouldRespondWith413WhenTheBodyIsTooLarge(String header, Vertx vertx)
      throws Exception {
    int port = ThingsApi.echoing().open(vertx).port();
    String chunks = ("1000\r\n" + " ".repeat(0x1000) + "\r\n").repeat(17);

    RawHttpClient target = RawHttpClient.connect(vertx, port).send(POST + header);
    if (header.contains("chunked")) {
      target.send(chunks);
    }

    assertThat(target.awaitText("body_too_large"))
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json")
        .containsIgnoringCase("connection: close");
    target.awaitClose();
  }

  @Test
  void serverShouldAcceptABodyOfExactlyTheLimitInChunks(Vertx vertx) throws Exception {
    int port = ThingsApi.echoing().open(vertx).port();
    String body = "{\"email\":\"a@b.c\",\"password\":\"12345678\"}";

    RawHttpClient target =
        RawHttpClient.connect(vertx, port)
            .send(POST + "Transfer-Encoding: chunked\r\n\r\n")
            .send(Integer.toHexString(body.length()) + "\r\n" + body + "\r\n")
            .send(Integer.toHexString(65_536 - body.length()) + "\r\n")
            .send(" ".repeat(65_536 - body.length()) + "\r\n0\r\n\r\n");

    assertThat(target.awaitText("a@b.c")).startsWith("HTTP/1.1 201");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000\u0001\u0002\r\n\r\n",
        "GET\r\n\r\n",
        "GET /work HTTP/1.1\r\n\r\n",
        "GET /work HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        "GET work HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
        "CONNECT x:1 HTTP/1.1\r\nHost: x:1\r\n\r\n",
        "BREW /work HTTP/1.1\r\nHost: x\r\n\r\n",
        POST + "Content-Length: many\r\n\r\n{}",
        POST + "Content-Length: -1\r\n\r\n{}",
        POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        POST + "Content-Length: 2\r\nExpect: the unexpected\r\n\r\n{}",
        POST + "Request-ID: r2\r\nContent-Length: 2\r\n\r\n{}",
      })
  void serverShouldRespondWith4xxOrCloseWhenHttpIsMalformed(String request, Vertx vertx)
      throws Exception {
    int port = ThingsApi.echoing().open(vertx, ThingsApi.limits(SHORT)).port();

    String response = RawHttpClient.connect(vertx, port).send(request).awaitClose();

    if (!response.isEmpty()) {
      assertThat(response)
          .matches("(?s)HTTP/1.[01] 4.*")
          .containsIgnoringCase("x-correlation-id")
          .contains("application/problem+json");
    }
  }

  static Stream<Arguments> unsupported() {
    return Stream.of(
        Arguments.of("/work?" + "x".repeat(5_000) + " HTTP/1.1", "414", "malformed_request"),
        Arguments.of("/work HTTP/1.1\r\nA: " + "x".repeat(9_000), "431", "malformed_request"),
        Arguments.of("/work HTTP/1.2", "501", "unsupported_http_version"));
  }

  @ParameterizedTest
  @MethodSource("unsupported")
  void serverShouldNameWhatItDoesNotSupport(String request, String status, String code, Vertx vertx)
      throws Exception {
    int port = ThingsApi.echoing().open(vertx).port();

    RawHttpClient target =
        RawHttpClient.connect(vertx, port).send("GET " + request + "\r\nHost: x\r\n\r\n");

    assertThat(target.awaitClose())
        .matches("(?s)HTTP/1.. " + status + " .*")
        .contains("application/problem+json", code)
        .containsIgnoringCase("x-correlation-id");
  }

  @Test
  void serverShouldCloseConnectionsBeyondTheLimit(Vertx vertx) throws Exception {
    HttpLimits limits = new HttpLimits(65_536, Duration.ofSeconds(30), 64, 1);
    int port = ThingsApi.echoing().open(vertx, limits).port();
    RawHttpClient first = RawHttpClient.connect(vertx, port).send(GET);
    first.awaitText("{}");

    assertThat(RawHttpClient.connect(vertx, port).send(GET).awaitClose()).isEmpty();

    assertThat(first.send(GET).awaitText("{}")).startsWith("HTTP/1.1 200");
  }
}
