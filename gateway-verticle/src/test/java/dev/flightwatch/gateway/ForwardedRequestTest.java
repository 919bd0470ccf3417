package dev.flightwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.RawHttpClient;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that a service gets, and those that a client gets from it. */
@ExtendWith(VertxExtension.class)
class ForwardedRequestTest {
  private static final String NONE = "";
  private static final String HEAD =
      "GET /api/flights/last?airport=LICC HTTP/1.1\r\nHost: a.b:80\r\n";

  private RawService service;
  private int port;
  private int trustingPort;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    service =
        new RawService(
            vertx,
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n"
                + "X-Correlation-Id: of-service\r\nX-Content-Type-Options: nosniff\r\n"
                + "Connection: X-Secret\r\nX-Secret: s\r\nKeep-Alive: timeout=5\r\n"
                + "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nUpgrade: h2c\r\n\r\n{}");
    GatewayRig rig = GatewayRig.of(GatewayRig.closedPort(), service.port());
    port = rig.open(vertx).listener().port();
    trustingPort = rig.trusting("127.0.0.1").open(vertx).listener().port();
  }

  private String forwarded(Vertx vertx, int gateway, String request) throws Exception {
    RawHttpClient client = RawHttpClient.connect(vertx, gateway).send(request);
    String received = service.awaitRequest();
    client.awaitText("{}");
    return received;
  }

  private static String withoutLine(String request, String start) {
    return String.join("\n", request.lines().filter(line -> !line.startsWith(start)).toList());
  }

  /** Headers of the client (with {@code ;} between them), and whether the service gets each. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connection: keep-alive, X-Named;X-Named: v | x-named",
        "Connection: Authorization;Authorization: Bearer t | authorization",
        "Connection: X-Forwarded-Proto;X-Forwarded-Proto: https | https",
        "Connection: close | connection",
        "Keep-Alive: timeout=5 | keep-alive",
        "Proxy-Authorization: Basic x | proxy-authorization",
        "Proxy-Connection: keep-alive | proxy-connection",
        "TE: trailers | te:",
        "Trailer: X-T | trailer",
        "Connection: Upgrade;Upgrade: websocket | upgrade",
        "Forwarded: for=1.2.3.4 | forwarded: for",
        "X-Real-IP: 1.2.3.4 | 1.2.3.4",
        "X-Forwarded-For: 1.2.3.4 | 1.2.3.4",
        "X-Forwarded-For: 1.2.3.4;X-Forwarded-For: 5.6.7.8 | 5.6.7.8",
        "X-Forwarded-Proto: https | https",
        "X-Forwarded-Host: evil.example | evil.example",
        "X-Forwarded-Prefix: /evil | /evil",
      })
  void serviceShouldNotGetHeader(String headers, String absent, Vertx vertx) throws Exception {
    String request = HEAD + headers.replace(";", "\r\n") + "\r\n\r\n";

    assertThat(forwarded(vertx, port, request))
        .startsWith("get /flights/last?airport=licc http/1.1\r\n")
        .doesNotContain(absent)
        .contains("x-forwarded-for: 127.0.0.1\r\n")
        .contains("x-forwarded-proto: http\r\n")
        .contains("x-forwarded-host: a.b:80\r\n")
        .containsOnlyOnce("host: 127.0.0.1:" + service.port() + "\r\n");
  }

  @Test
  void serviceShouldGetTheOtherHeadersUnchanged(Vertx vertx) throws Exception {
    List<String> headers =
        List.of(
            "authorization: bearer t",
            "cookie: a=1; b=2",
            "accept: text/csv",
            "accept-encoding: gzip",
            "if-none-match: \"1\"",
            "request-id: r1",
            "origin: http://a.b",
            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "x-correlation-id: c-1");

    String received = forwarded(vertx, port, HEAD + String.join("\r\n", headers) + "\r\n\r\n");

    assertThat(received.lines()).containsAll(headers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-For: 9.9.9.9, 1.2.3.4 | x-forwarded-for: 1.2.3.4",
        "X-Forwarded-For: 9.9.9.9;X-Forwarded-For: 1.2.3.4 | x-forwarded-for: 1.2.3.4",
        "X-Forwarded-For: 9.9.9.9, [2001:db8::1]:80 | x-forwarded-for: 2001:db8::1",
        "Forwarded: for=9.9.9.9, for=1.2.3.4 | x-forwarded-for: 1.2.3.4",
        "X-Forwarded-For: x | x-forwarded-for: 127.0.0.1",
        "A: b | x-forwarded-for: 127.0.0.1",
        "X-Forwarded-Proto: https | x-forwarded-proto: https",
        "X-Forwarded-Host: flights.example | x-forwarded-host: flights.example",
        "A: b | x-forwarded-host: a.b:80",
      })
  void serviceShouldGetWhatATrustedProxySays(String headers, String expected, Vertx vertx)
      throws Exception {
    String request = HEAD + headers.replace(";", "\r\n") + "\r\n\r\n";

    assertThat(forwarded(vertx, trustingPort, request)).contains(expected + "\r\n");
  }

  @Test
  void bodyShouldBeFramedByItsLengthWhenItComesInChunks(Vertx vertx) throws Exception {
    String received =
        forwarded(
            vertx,
            port,
            "POST /api/interests HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                + "Expect: 100-continue\r\n\r\n2\r\n{\"\r\n3\r\na\"}\r\n0\r\n\r\n");

    assertThat(received)
        .containsOnlyOnce("content-length: 5\r\n")
        .doesNotContain("transfer-encoding", "expect")
        .endsWith("\r\n\r\n{\"a\"}");
  }

  @Test
  void clientShouldGetEachHeaderOnceAndNoneAboutTheOtherConnection(Vertx vertx) throws Exception {
    RawHttpClient client = RawHttpClient.connect(vertx, port).send(HEAD + "\r\n");

    String response = client.awaitText("{}");

    List<String> names =
        Arrays.stream(response.split("\r\n"))
            .skip(1)
            .takeWhile(line -> !line.isEmpty())
            .map(line -> line.split(":")[0].toLowerCase(java.util.Locale.ROOT))
            .toList();
    assertThat(names)
        .containsExactlyInAnyOrder(
            "date",
            "content-length",
            "content-type",
            "x-correlation-id",
            "x-content-type-options",
            "referrer-policy",
            "set-cookie",
            "set-cookie");
    assertThat(response).contains("of-service");
    // The connection stays open.
    assertThat(client.send(HEAD + "\r\n").awaitText("{}HTTP/1.1 200 OK")).isNotEqualTo(NONE);
  }

  @Test
  void requestShouldGetACorrelationIdThatTheServiceGetsToo(Vertx vertx) throws Exception {
    String received = forwarded(vertx, port, HEAD + "X-Correlation-Id: {}\r\n\r\n");

    assertThat(withoutLine(received, "x-correlation-id: {}"))
        .containsPattern("x-correlation-id: [0-9a-f-]{36}");
  }
}
