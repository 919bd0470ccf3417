package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional requests with ETags. */
class ConditionalReadsTest {
  private static final String EMAIL = "reader@unict.it";
  @AutoClose private static final ServiceRig rig = new ServiceRig();

  @BeforeAll
  static void start() {
    rig.follow(EMAIL, "LICC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/airports?query=catania",
        "/airports/LICC",
        "/airports/LICC/flights?from=2026-03-01&to=2026-03-10",
        "/airports/LICC/statistics?from=2026-03-01&to=2026-03-10",
        "/flights/last?airport=LICC",
        "/flights/average?airport=LICC&days=7",
        "/flights/my-interests?email=reader@unict.it&limit=1"
      })
  void readsShouldBeNotModifiedWhenTheTagMatches(String uri) {
    // given
    HttpReply first = read(HttpMethod.GET, uri, Map.of());

    // when
    HttpReply again = read(HttpMethod.HEAD, uri, Map.of("If-None-Match", first.header("ETag")));

    // then
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("ETag")).matches("\"[A-Za-z0-9_-]{22}\"");
    assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(again.header("Cache-Control")).isEqualTo("private, no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/interests?email=reader@unict.it",
        "/flights/last?airport=ZZZZ",
        "/airports/ZZZZ"
      })
  void otherResponsesShouldNotBeCacheable(String uri) {
    // when
    HttpReply reply = read(HttpMethod.GET, uri, Map.of("If-None-Match", "*"));

    // then
    assertThat(reply.status()).isIn(200, 404);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.headers()).doesNotContainKey("etag");
  }

  private static HttpReply read(HttpMethod method, String uri, Map<String, String> headers) {
    return await(rig.http.send(method, uri, headers, Buffer.buffer()));
  }
}
