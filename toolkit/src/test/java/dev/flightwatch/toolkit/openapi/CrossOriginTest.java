package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of pages of other origins (Fetch, 3.3). */
@ExtendWith(VertxExtension.class)
class CrossOriginTest {
  private static final String PAGE = "https://pages.example";
  private static final Set<String> PAGES = Set.of(PAGE, "http://localhost:3000");

  @ParameterizedTest
  @CsvSource({
    // allowed, path, origin of the request, Access-Control-Allow-Origin, Vary
    "'', /work, https://pages.example, ,",
    "PAGES, /work, https://pages.example, https://pages.example, origin",
    "PAGES, /things, https://pages.example, https://pages.example, origin",
    "PAGES, /nothing, https://pages.example, https://pages.example, origin",
    "PAGES, /work, https://pages.example.org, , origin",
    "PAGES, /work, https://PAGES.example, , origin",
    "PAGES, /work, http://pages.example, , origin",
    "PAGES, /work, null, , origin",
    "*, /work, https://pages.example.org, *,"
  })
  void responseShouldBeReadableWhenTheOriginIsConfigured(
      String allowed, String path, String origin, String readable, String vary, Vertx vertx)
      throws Exception {
    // given
    Set<String> origins =
        allowed.equals("PAGES") ? PAGES : allowed.isEmpty() ? Set.of() : Set.of(allowed);

    // when
    HttpTestClient.Reply reply = open(vertx, origins).get(path, Map.of("Origin", origin));

    // then
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(readable);
    assertThat(reply.header("Access-Control-Expose-Headers"))
        .isEqualTo(
            readable == null ? null : "ETag, Idempotent-Replayed, Retry-After, X-Correlation-Id");
    assertThat(reply.header("Vary")).isEqualTo(vary);
    assertThat(reply.headers()).doesNotContainKey("access-control-allow-credentials");
  }

  @Test
  void responseShouldVaryByOriginWhenTheRequestHasNone(Vertx vertx) throws Exception {
    assertThat(open(vertx, PAGES).get("/work").header("Vary")).isEqualTo("origin");
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
        .isEqualTo(
            "Authorization, Content-Type, Request-ID, Idempotency-Key, If-None-Match,"
                + " X-Correlation-Id");
    assertThat(reply.header("Access-Control-Max-Age")).isEqualTo("600");
  }

  @Test
  void preflightShouldHaveNoCorsHeadersWhenTheOriginIsNotConfigured(Vertx vertx) throws Exception {
    for (Set<String> origins : List.of(PAGES, Set.<String>of())) {
      assertThat(preflight(open(vertx, origins), "/things", "https://pages.example.org").headers())
          .containsKey("allow")
          .doesNotContainKeys("access-control-allow-origin", "access-control-allow-methods");
    }
  }

  @Test
  void preflightShouldRespondWith404WhenThePathIsUnknown(Vertx vertx) throws Exception {
    assertThat(preflight(open(vertx, PAGES), "/nothing", PAGE).status()).isEqualTo(404);
  }

  private static HttpTestClient open(Vertx vertx, Set<String> origins) throws Exception {
    return new HttpTestClient(
        vertx, ThingsApi.echoing().open(vertx, ThingsApi.options(origins)).port());
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
