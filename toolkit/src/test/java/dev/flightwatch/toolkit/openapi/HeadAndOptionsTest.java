package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HEAD and OPTIONS, which every path supports. */
@ExtendWith(VertxExtension.class)
class HeadAndOptionsTest {
  private static final Response LARGE =
      Response.bytes(200, Buffer.buffer("\"" + "a".repeat(4_000) + "\"")).tagged();

  @ParameterizedTest
  @CsvSource({
    "/work, Accept, json",
    "/work, Accept-Encoding, gzip",
    "/work, If-None-Match, *",
    "/things?code=LIRF&days=1, Accept, json",
    "/things, Accept, json",
    "/things/a/parts/1, Accept, json",
    "/nothing/here, Accept, json"
  })
  void headShouldRespondAsGetWithoutTheBody(String uri, String header, String value, Vertx vertx)
      throws Exception {
    // given
    HttpTestClient target = ThingsApi.responding(LARGE).client(vertx);
    Map<String, String> headers = Map.of(Correlation.HEADER, "one", header, value);

    // when
    HttpTestClient.Reply get = target.get(uri, headers);
    HttpTestClient.Reply head = target.send(HttpMethod.HEAD, uri, headers, Buffer.buffer());

    // then
    Map<String, String> expected = new HashMap<>(get.headers());
    if (value.equals("gzip")) {
      expected.remove("content-length");
    }
    assertThat(head.status()).isEqualTo(get.status());
    assertThat(head.headers()).isEqualTo(expected);
    assertThat(head.body().length()).isZero();
  }

  @Test
  void headShouldKeepTheConnectionUsable(Vertx vertx) throws Exception {
    // given
    RawHttpClient client =
        RawHttpClient.connect(vertx, ThingsApi.responding(LARGE).open(vertx).port());

    // when
    client.send("HEAD /work HTTP/1.1\r\nHost: x\r\n\r\n");
    client.awaitText("\r\n\r\n");
    client.send("OPTIONS /work HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    // then
    assertThat(client.awaitClose()).contains("\r\n\r\nHTTP/1.1 204 No Content\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "/work, 204, 'GET, HEAD, OPTIONS, PUT'",
    "/things, 204, 'GET, HEAD, OPTIONS, POST'",
    "/nothing, 404,"
  })
  void optionsShouldListTheMethodsOfAPath(String path, int status, String allowed, Vertx vertx)
      throws Exception {
    // given
    HttpTestClient target = ThingsApi.failing(new AssertionError("called")).client(vertx);

    // when
    HttpTestClient.Reply reply = target.send(HttpMethod.OPTIONS, path, Map.of(), Buffer.buffer());

    // then
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Allow")).isEqualTo(allowed);
    assertThat(reply.header(Correlation.HEADER)).isNotEmpty();
    assertThat(reply.headers().containsKey("content-length")).isEqualTo(status == 404);
  }
}
