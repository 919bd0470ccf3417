package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HEAD and OPTIONS, which every path supports. */
@ExtendWith(VertxExtension.class)
class HeadAndOptionsTest {
  private static final Response SMALL = Response.bytes(200, Buffer.buffer("{}")).tagged();
  private static final Response LARGE =
      Response.bytes(200, Buffer.buffer("\"" + "a".repeat(4_000) + "\"")).tagged();

  @ParameterizedTest
  @ValueSource(strings = {"/work", "/things?code=LIRF&days=1", "/things", "/nothing/here"})
  void headShouldRespondAsGetWithoutTheBody(String uri, Vertx vertx) throws Exception {
    // given
    HttpTestClient target =
        new HttpTestClient(vertx, ThingsApi.responding(LARGE).open(vertx).port());
    Map<String, String> headers = Map.of(Correlation.HEADER, "one");

    // when
    HttpTestClient.Reply get = target.get(uri, headers);
    HttpTestClient.Reply head = target.send(HttpMethod.HEAD, uri, headers, Buffer.buffer());

    // then
    assertThat(head.status()).isEqualTo(get.status());
    assertThat(head.headers()).isEqualTo(get.headers()).containsKey("content-length");
    assertThat(head.body().length()).isZero();
  }

  @Test
  void headShouldHaveNoLengthWhenGetIsCompressed(Vertx vertx) throws Exception {
    // given
    HttpTestClient target =
        new HttpTestClient(vertx, ThingsApi.responding(LARGE).open(vertx).port());
    Map<String, String> headers = Map.of(Correlation.HEADER, "one", "Accept-Encoding", "gzip");

    // when
    Map<String, String> get = new HashMap<>(target.get("/work", headers).headers());
    HttpTestClient.Reply head = target.send(HttpMethod.HEAD, "/work", headers, Buffer.buffer());

    // then
    get.remove("content-length");
    assertThat(head.headers()).isEqualTo(get);
  }

  @Test
  void headShouldRespondWith304WhenTheConditionNamesTheTag(Vertx vertx) throws Exception {
    // given
    HttpTestClient target =
        new HttpTestClient(vertx, ThingsApi.responding(SMALL).open(vertx).port());
    Map<String, String> known = Map.of("If-None-Match", SMALL.headers().get("ETag"));

    // then
    assertThat(target.send(HttpMethod.HEAD, "/work", known, Buffer.buffer()).status())
        .isEqualTo(304);
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
  @CsvSource({"/work, 'GET, HEAD, OPTIONS, PUT'", "/things, 'GET, HEAD, OPTIONS, POST'"})
  void optionsShouldListTheMethodsOfAPath(String path, String allowed, Vertx vertx)
      throws Exception {
    // given
    AtomicInteger calls = new AtomicInteger();
    ThingsApi api =
        new ThingsApi(
            call -> {
              calls.incrementAndGet();
              return Future.succeededFuture(SMALL);
            });
    HttpTestClient target = new HttpTestClient(vertx, api.open(vertx).port());

    // when
    HttpTestClient.Reply reply = target.send(HttpMethod.OPTIONS, path, Map.of(), Buffer.buffer());

    // then
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Allow")).isEqualTo(allowed);
    assertThat(reply.header(Correlation.HEADER)).isNotEmpty();
    assertThat(reply.headers()).doesNotContainKeys("content-length", "content-type");
    assertThat(calls).hasValue(0);
  }

  @Test
  void optionsShouldRespondWith404WhenThePathIsUnknown(Vertx vertx) throws Exception {
    // given
    HttpTestClient target = new HttpTestClient(vertx, ThingsApi.echoing().open(vertx).port());

    // then
    assertThat(target.send(HttpMethod.OPTIONS, "/nothing", Map.of(), Buffer.buffer()).status())
        .isEqualTo(404);
  }
}
