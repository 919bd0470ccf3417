package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of pages of other origins (Fetch, 3.3). */
@ExtendWith(VertxExtension.class)
class CrossOriginTest {
  private static final String PAGE = "https://pages.example";
  private static final String OTHER = "https://pages.example.org";
  private static final Set<String> PAGES = Set.of(PAGE, "http://localhost:3000");

  @Test
  void responseShouldHaveNoCorsHeadersWhenNoOriginIsConfigured(Vertx vertx) throws Exception {
    // given
    HttpTestClient target = open(vertx, Set.of());

    // then
    assertThat(target.get("/work", Map.of("Origin", PAGE)).headers())
        .doesNotContainKeys("access-control-allow-origin", "vary");
    assertThat(preflight(target, "/work", PAGE).headers())
        .containsKey("allow")
        .doesNotContainKeys("access-control-allow-origin", "access-control-allow-methods");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/work", "/things", "/nothing"})
  void responseShouldBeReadableWhenTheOriginIsConfigured(String path, Vertx vertx)
      throws Exception {
    // when
    HttpTestClient.Reply reply = open(vertx, PAGES).get(path, Map.of("Origin", PAGE));

    // then
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(reply.header("Access-Control-Expose-Headers"))
        .isEqualTo("ETag, Idempotent-Replayed, Retry-After, X-Correlation-Id");
    assertThat(reply.header("Vary")).isEqualTo("origin");
    assertThat(reply.headers()).doesNotContainKey("access-control-allow-credentials");
  }

  @ParameterizedTest
  @ValueSource(strings = {OTHER, "https://PAGES.example", "http://pages.example", "null"})
  void responseShouldNotBeReadableWhenTheOriginIsNotConfigured(String origin, Vertx vertx)
      throws Exception {
    // when
    HttpTestClient.Reply reply = open(vertx, PAGES).get("/work", Map.of("Origin", origin));

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Vary")).isEqualTo("origin");
    assertThat(reply.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void responseShouldVaryByOriginWhenTheRequestHasNone(Vertx vertx) throws Exception {
    assertThat(open(vertx, PAGES).get("/work").header("Vary")).isEqualTo("origin");
  }

  @Test
  void responseShouldBeReadableByEveryOriginWhenAllAreConfigured(Vertx vertx) throws Exception {
    // when
    HttpTestClient.Reply reply = open(vertx, Set.of("*")).get("/work", Map.of("Origin", OTHER));

    // then
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(reply.headers()).doesNotContainKey("vary");
  }

  @Test
  void preflightShouldListMethodsAndHeadersWhenTheOriginIsConfigured(Vertx vertx) throws Exception {
    // when
    HttpTestClient.Reply reply = preflight(open(vertx, PAGES), "/things", PAGE);

    // then
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(reply.header("Access-Control-Allow-Headers"))
        .isEqualTo("Content-Type, Request-ID, Idempotency-Key, If-None-Match, X-Correlation-Id");
    assertThat(reply.header("Access-Control-Max-Age")).isEqualTo("600");
  }

  @Test
  void preflightShouldHaveNoCorsHeadersWhenTheOriginIsNotConfigured(Vertx vertx) throws Exception {
    assertThat(preflight(open(vertx, PAGES), "/things", OTHER).headers())
        .doesNotContainKeys("access-control-allow-origin", "access-control-allow-methods");
  }

  @Test
  void preflightShouldRespondWith404WhenThePathIsUnknown(Vertx vertx) throws Exception {
    assertThat(preflight(open(vertx, PAGES), "/nothing", PAGE).status()).isEqualTo(404);
  }

  private static HttpTestClient open(Vertx vertx, Set<String> origins) throws Exception {
    HttpListenerOptions options =
        new HttpListenerOptions("things http", "127.0.0.1", 0).withOrigins(origins);
    return new HttpTestClient(vertx, ThingsApi.echoing().open(vertx, options).port());
  }

  private static HttpTestClient.Reply preflight(HttpTestClient target, String path, String origin)
      throws Exception {
    return target.send(
        HttpMethod.OPTIONS,
        path,
        Map.of("Origin", origin, "Access-Control-Request-Method", "POST"),
        Buffer.buffer());
  }
}
