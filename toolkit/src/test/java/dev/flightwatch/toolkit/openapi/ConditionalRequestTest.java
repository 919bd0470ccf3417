package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Entity tags and conditional requests (RFC 9110, 13.1.2). */
@ExtendWith(VertxExtension.class)
class ConditionalRequestTest {
  private static final Response PLAIN = Response.json(200, JsonObject.of("a", 1));
  private static final Response TAGGED = PLAIN.tagged().withHeader("Cache-Control", "private");
  private static final String TAG = TAGGED.headers().get("ETag");

  @Test
  void taggedShouldDependOnTheBodyOnly() {
    // given
    Response same = Response.bytes(200, Buffer.buffer("{\"a\":1}"));
    Response other = Response.json(200, JsonObject.of("a", 2));

    // then
    assertThat(TAG).matches("\"[A-Za-z0-9_-]{22}\"");
    assertThat(same.tagged().headers()).containsEntry("ETag", TAG);
    assertThat(other.tagged().headers().get("ETag")).isNotEqualTo(TAG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET | TAG | 304",
        "GET | W/TAG | 304",
        "GET | \"other\",W/TAG , \"more\" | 304",
        "GET | W/\"x,y\",TAG | 304",
        "GET | * | 304",
        "GET | \"other\" | 200",
        "GET | AAAA | 200",
        "GET | \"*\" | 200",
        "GET | `` | 200",
        "PUT | TAG | 200"
      })
  void responseShouldBe304WhenTheConditionOfAReadNamesTheTag(
      String method, String condition, int status, Vertx vertx) throws Exception {
    // when
    HttpTestClient.Reply reply =
        ThingsApi.responding(TAGGED)
            .client(vertx)
            .send(
                HttpMethod.valueOf(method),
                "/work",
                Map.of(
                    "If-None-Match",
                    condition.replace("TAG", TAG),
                    "Content-Type",
                    "application/json"),
                Buffer.buffer(method.equals("PUT") ? "{\"a\":1}" : ""));

    // then
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("ETag")).isEqualTo(TAG);
    assertThat(reply.header("Cache-Control")).isEqualTo("private");
    assertThat(reply.header(Correlation.HEADER)).isNotEmpty();
    assertThat(reply.body().toString()).isEqualTo(status == 304 ? "" : "{\"a\":1}");
    assertThat(reply.headers().containsKey("content-type")).isEqualTo(status == 200);
    assertThat(reply.headers().containsKey("content-length")).isEqualTo(status == 200);
  }

  @Test
  void getShouldRespondWith304WhenASecondHeaderLineNamesTheTag(Vertx vertx) throws Exception {
    // given
    RawHttpClient client =
        RawHttpClient.connect(vertx, ThingsApi.responding(TAGGED).open(vertx).port());

    // when
    client.send(
        "GET /work HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"other\"\r\nIf-None-Match: "
            + TAG
            + "\r\nConnection: close\r\n\r\n");

    // then
    assertThat(client.awaitClose()).startsWith("HTTP/1.1 304 ").endsWith("\r\n\r\n");
  }

  static Stream<Arguments> untagged() {
    ServiceException failure = ServiceException.of(ErrorKind.NOT_FOUND, "none", "None exists.");
    return Stream.of(
        Arguments.of(ThingsApi.responding(PLAIN), 200),
        Arguments.of(ThingsApi.failing(failure), 404));
  }

  @ParameterizedTest
  @MethodSource("untagged")
  void responseShouldIgnoreTheConditionWhenItHasNoTag(ThingsApi api, int status, Vertx vertx)
      throws Exception {
    // when
    HttpTestClient.Reply reply = api.client(vertx).get("/work", Map.of("If-None-Match", "*"));

    // then
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers()).doesNotContainKey("etag");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }
}
