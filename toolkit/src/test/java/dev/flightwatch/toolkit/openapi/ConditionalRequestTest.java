package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void getShouldRespondWithTheTagWhenThereIsNoCondition(Vertx vertx) throws Exception {
    // when
    HttpTestClient.Reply reply = open(vertx, TAGGED).get("/work");

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("ETag")).isEqualTo(TAG);
    assertThat(reply.json()).isEqualTo(JsonObject.of("a", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TAG",
        "W/TAG",
        "\"other\", TAG",
        "\"other\",W/TAG , \"more\"",
        "W/\"x,y\",TAG",
        "*"
      })
  void getShouldRespondWith304WhenTheConditionNamesTheTag(String condition, Vertx vertx)
      throws Exception {
    // when
    HttpTestClient.Reply reply = open(vertx, TAGGED).get("/work", ifNoneMatch(condition));

    // then
    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.body().length()).isZero();
    assertThat(reply.header("ETag")).isEqualTo(TAG);
    assertThat(reply.header("Cache-Control")).isEqualTo("private");
    assertThat(reply.header(Correlation.HEADER)).isNotEmpty();
    assertThat(reply.headers()).doesNotContainKeys("content-type", "content-length");
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

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "W/\"other\"", "AAAA", "\"*\"", ""})
  void getShouldRespondWith200WhenTheConditionNamesAnotherTag(String condition, Vertx vertx)
      throws Exception {
    // when
    HttpTestClient.Reply reply = open(vertx, TAGGED).get("/work", ifNoneMatch(condition));

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json()).isEqualTo(JsonObject.of("a", 1));
  }

  @Test
  void getShouldRespondWith200WhenTheResponseHasNoTag(Vertx vertx) throws Exception {
    // when
    HttpTestClient.Reply reply = open(vertx, PLAIN).get("/work", ifNoneMatch("*"));

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).doesNotContainKey("etag");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void putShouldRespondWith200WhenTheConditionNamesTheTag(Vertx vertx) throws Exception {
    // when
    HttpTestClient.Reply reply =
        open(vertx, TAGGED)
            .send(
                HttpMethod.PUT,
                "/work",
                Map.of("If-None-Match", TAG, "Content-Type", "application/json"),
                Buffer.buffer("{\"a\":1}"));

    // then
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void failureShouldIgnoreTheCondition(Vertx vertx) throws Exception {
    // given
    ServiceException failure =
        ServiceException.of(ErrorKind.NOT_FOUND, "none", "It does not exist.");
    ThingsApi api = new ThingsApi(call -> Future.failedFuture(failure));

    // when
    HttpTestClient.Reply reply =
        new HttpTestClient(vertx, api.open(vertx).port()).get("/work", ifNoneMatch("*"));

    // then
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  private static HttpTestClient open(Vertx vertx, Response response) throws Exception {
    return new HttpTestClient(vertx, ThingsApi.responding(response).open(vertx).port());
  }

  private static Map<String, String> ifNoneMatch(String condition) {
    return Map.of("If-None-Match", condition.replace("TAG", TAG));
  }
}
