package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
class InvalidInputTest {
  private static final String EMAIL = "must be an e-mail address";
  private static final String CODE = "must be 3 to 4 letters and digits";
  private static final String DAYS = "must be a whole number from 1 to 365";
  private static final String MALFORMED = "must be well-formed JSON";
  private static final String ENCODING = "must be percent-encoded UTF-8";
  private static final String ILL_FORMED = "must not contain NUL or an unpaired surrogate";

  private static final ThingsApi API = ThingsApi.echoing();
  private static HttpTestClient target;

  @BeforeAll
  static void open(Vertx vertx) throws Exception {
    target = new HttpTestClient(vertx, API.open(vertx).port());
  }

  @AfterAll
  static void assertNothingReachedTheEndpoint() {
    assertThat(API.added).hasValue(0);
  }

  static Stream<Arguments> badBodies() {
    return Stream.of(
        Arguments.of("{\"email\":", "body", MALFORMED),
        Arguments.of("{} {}", "body", MALFORMED),
        Arguments.of("{'email':1}", "body", MALFORMED),
        Arguments.of("{/* */}", "body", MALFORMED),
        Arguments.of("{\"count\":" + "9".repeat(2_000) + "}", "body", MALFORMED),
        Arguments.of("[".repeat(10_000) + "]".repeat(10_000), "body", MALFORMED),
        Arguments.of("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), "body", MALFORMED),
        Arguments.of("   ", "body", MALFORMED),
        Arguments.of("[]", "body", "must be a JSON object"),
        Arguments.of("null", "body", "must be a JSON object"),
        Arguments.of("12", "body", "must be a JSON object"),
        Arguments.of("\"email\"", "body", "must be a JSON object"),
        Arguments.of("{}", "email", "is required"),
        Arguments.of("{}", "password", "is required"),
        Arguments.of("{\"email\":null}", "email", "is required"),
        Arguments.of("{\"email\":\"\"}", "email", EMAIL),
        Arguments.of("{\"email\":\"nobody\"}", "email", EMAIL),
        Arguments.of("{\"email\":\"a@b\\n\"}", "email", EMAIL),
        Arguments.of("{\"email\":\"a@" + "b".repeat(254) + "\"}", "email", EMAIL),
        Arguments.of("{\"email\":7}", "email", "must be text of at most 255 characters"),
        Arguments.of(
            "{\"email\":{\"$ne\":\"\"}}", "email", "must be text of at most 255 characters"),
        Arguments.of("{\"email\":[\"a@b\"]}", "email", "must be text of at most 255 characters"),
        Arguments.of("{\"email\":\"a\\u0000@b\"}", "email", ILL_FORMED),
        Arguments.of("{\"email\":\"a\\ud800@b\"}", "email", ILL_FORMED),
        Arguments.of(
            "{\"password\":\"1234567\"}", "password", "must be text of 8 to 1024 characters"),
        Arguments.of(
            "{\"password\":\"" + "x".repeat(1_025) + "\"}",
            "password",
            "must be text of 8 to 1024 characters"),
        Arguments.of("{\"password\":false}", "password", "must be text of 8 to 1024 characters"),
        Arguments.of(
            "{\"nome\":\"" + "x".repeat(256) + "\"}",
            "nome",
            "must be text of at most 255 characters"),
        Arguments.of("{\"nome\":null}", "nome", "must be text of at most 255 characters"),
        Arguments.of("{\"count\":1.5}", "count", "must be a whole number from 1 to 10"),
        Arguments.of("{\"count\":\"1\"}", "count", "must be a whole number from 1 to 10"),
        Arguments.of("{\"count\":1e400}", "count", "must be a whole number from 1 to 10"),
        Arguments.of(
            "{\"count\":" + "9".repeat(900) + "}", "count", "must be a whole number from 1 to 10"),
        Arguments.of("{\"kind\":\"oval\"}", "kind", "must be one of round, square"),
        Arguments.of(
            "{\"plate\":\"ab123\"}", "plate", "must be text that matches ^[A-Z]{2}[0-9]{3}$"),
        Arguments.of("{\"maybe\":1}", "maybe", "must be text"),
        Arguments.of("{\"tags\":[\"\\u0000\"]}", "tags", ILL_FORMED),
        Arguments.of("{\"tags\":{}}", "tags", "must be a list"));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void serverShouldRespondWith400NamingTheFieldWhenTheBodyIsInvalid(
      String body, String field, String message) throws Exception {
    HttpTestClient.Reply reply = post(Map.of(), Buffer.buffer(body));

    assertInvalid(reply, field, message);
  }

  static Stream<byte[]> badBytes() {
    return Stream.of(
        "{\"nome\":\"\u00e8\"}".getBytes(StandardCharsets.ISO_8859_1),
        "{\"nome\":\"x\"}".getBytes(StandardCharsets.UTF_16LE),
        new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
        new byte[] {(byte) 0xff, (byte) 0xfe});
  }

  @ParameterizedTest
  @MethodSource("badBytes")
  void serverShouldRespondWith400WhenTheBodyIsNotUtf8(byte[] body) throws Exception {
    HttpTestClient.Reply reply = post(Map.of(), Buffer.buffer(body));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.fields()).contains("body");
  }

  static Stream<Arguments> badQueries() {
    return Stream.of(
        Arguments.of("", "code", "is required"),
        Arguments.of("?", "days", "is required"),
        Arguments.of("?code=", "code", "is required"),
        Arguments.of("?code=%20%20", "code", "is required"),
        Arguments.of("?code", "code", "is required"),
        Arguments.of("?code=LI", "code", CODE),
        Arguments.of("?code=LIRFA", "code", CODE),
        Arguments.of("?code=LI-F", "code", CODE),
        Arguments.of("?code=LIR%0A", "code", CODE),
        Arguments.of("?code=LIR%00", "code", CODE),
        Arguments.of("?code=%C3%A8LIR", "code", CODE),
        Arguments.of("?code=LIRF&code=LIRF", "code", "must be given once"),
        Arguments.of("?code=LIRF&days=1&days=2", "days", "must be given once"),
        Arguments.of("?code=%ZZ", "code", ENCODING),
        Arguments.of("?code=%4", "code", ENCODING),
        Arguments.of("?code=%", "code", ENCODING),
        Arguments.of("?code=%C3%28", "code", ENCODING),
        Arguments.of("?code=%ED%A0%80", "code", ENCODING),
        Arguments.of("?other=%FF", "other", ENCODING),
        Arguments.of("?%FF=1", "query", ENCODING),
        Arguments.of("?days=0", "days", DAYS),
        Arguments.of("?days=-1", "days", DAYS),
        Arguments.of("?days=366", "days", DAYS),
        Arguments.of("?days=1.5", "days", DAYS),
        Arguments.of("?days=%2B1", "days", DAYS),
        Arguments.of("?days=+1", "days", DAYS),
        Arguments.of("?days=1e1", "days", DAYS),
        Arguments.of("?days=0x1", "days", DAYS),
        Arguments.of("?days=one", "days", DAYS),
        Arguments.of("?days=%D9%A3", "days", DAYS),
        Arguments.of("?days=" + "9".repeat(19), "days", DAYS),
        Arguments.of("?days=" + "9".repeat(500), "days", DAYS),
        Arguments.of("?limit=", "limit", "must not be blank"),
        Arguments.of("?limit=0", "limit", "must be a whole number of at least 1"),
        Arguments.of("?limit=4294967296", "limit", "must be a whole number of at least 1"),
        Arguments.of("?ratio=NaN", "ratio", "must be a number of at least 0"),
        Arguments.of("?ratio=1e999", "ratio", "must be a number of at least 0"),
        Arguments.of("?exact=yes", "exact", "must be true or false"),
        Arguments.of("?text=%00", "text", ILL_FORMED));
  }

  @ParameterizedTest
  @MethodSource("badQueries")
  void serverShouldRespondWith400NamingTheParameterWhenTheQueryIsInvalid(
      String query, String field, String message) throws Exception {
    // Twice, because the server caches valid queries.
    assertInvalid(target.get("/things" + query), field, message);
    assertInvalid(target.get("/things" + query), field, message);
  }

  static Stream<Arguments> badHeaders() {
    return Stream.of(
        Arguments.of("", "is required"),
        Arguments.of(" ", "is required"),
        Arguments.of("x".repeat(256), "must be text of 1 to 255 characters"));
  }

  @ParameterizedTest
  @MethodSource("badHeaders")
  void serverShouldRespondWith400NamingTheHeaderWhenItIsInvalid(String value, String message)
      throws Exception {
    HttpTestClient.Reply reply = post(Map.of("Request-ID", value), Buffer.buffer("{}"));

    assertInvalid(reply, "Request-ID", message);
  }

  @Test
  void serverShouldRespondWith400WhenAnOptionalHeaderIsBlank() throws Exception {
    HttpTestClient.Reply reply = post(Map.of("Idempotency-Key", ""), Buffer.buffer("{}"));

    assertInvalid(reply, "Idempotency-Key", "must not be blank");
  }

  @Test
  void serverShouldReportAllInvalidFields() throws Exception {
    HttpTestClient.Reply reply =
        target.post("/things", HttpTestClient.JSON, "{\"password\":\"x\",\"nome\":1,\"count\":3}");

    assertThat(reply.fields()).containsExactlyInAnyOrder("Request-ID", "email", "password", "nome");
    assertThat(reply.json().getString("code")).isEqualTo("invalid_request");
  }

  @Test
  void serverShouldRespondWith400WhenThereIsNoBody() throws Exception {
    HttpTestClient.Reply reply = target.send(HttpMethod.POST, "/things", Map.of(), Buffer.buffer());

    assertInvalid(reply, "body", "is required");
  }

  @Test
  void serverShouldRespondWith400WhenTheBodyBreaksARuleOfNoField() throws Exception {
    HttpTestClient.Reply reply =
        target.send(HttpMethod.PUT, "/work", HttpTestClient.JSON, Buffer.buffer("{}"));

    assertInvalid(reply, "body", "must match the schema");
  }

  static Stream<Map<String, String>> otherTypes() {
    return Stream.of(
        Map.of(),
        Map.of("Content-Type", ""),
        Map.of("Content-Type", ";"),
        Map.of("Content-Type", "text/plain"),
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        Map.of("Content-Type", "multipart/form-data; boundary=x"),
        Map.of("Content-Type", "application/json-patch+json"),
        Map.of("Content-Type", "application/json; charset=iso-8859-1"),
        Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"));
  }

  @ParameterizedTest
  @MethodSource("otherTypes")
  void serverShouldRespondWith415WhenTheBodyHasAnotherType(Map<String, String> headers)
      throws Exception {
    HttpTestClient.Reply reply = target.post("/things", headers, "{\"email\":\"a@b.c\"}");

    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.json().getString("code")).isEqualTo("unsupported_media_type");
  }

  @Test
  void serverShouldRespondWith4xxWhenThePathIsBadlyEncoded() throws Exception {
    assertInvalid(target.get("/things%ZZ"), "path", ENCODING);
    assertThat(target.get("/things%FF").status()).isEqualTo(404);
    assertThat(target.get("/things/../../etc/passwd").status()).isEqualTo(404);
  }

  private static HttpTestClient.Reply post(Map<String, String> headers, Buffer body)
      throws Exception {
    Map<String, String> all = new HashMap<>(Map.of("Request-ID", "r1"));
    all.putAll(HttpTestClient.JSON);
    all.putAll(headers);
    return target.send(HttpMethod.POST, "/things", all, body);
  }

  private static void assertInvalid(HttpTestClient.Reply reply, String field, String message) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.header("X-Correlation-Id")).isNotEmpty();
    assertThat(reply.errors()).containsEntry(field, message);
    assertThat(reply.body().toString()).doesNotContain("Exception").doesNotContain("vertx");
  }
}
