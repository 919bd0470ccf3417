package dev.flightwatch.toolkit.openapi;

import static java.util.function.Function.identity;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
class InvalidInputTest {
  private static final String EMAIL = "must be an e-mail address";
  private static final String CODE = "must be 3 to 4 letters and digits";
  private static final String DAYS = "must be a whole number from 1 to 365";
  private static final String MALFORMED = "must be well-formed JSON";
  private static final String ENCODING = "must be percent-encoded UTF-8";
  private static final String ILL_FORMED = "must not contain NUL or an unpaired surrogate";
  private static final String PASSWORD = "must be text of 8 to 1024 characters";
  private static final String NOME = "must be text of at most 255 characters";
  private static final String COUNT_OF_PARTS = "must be a whole number from 1 to 99";
  private static final String COUNT = "must be a whole number from 1 to 10";

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
            rows("body", MALFORMED, "{\"email\":", "{} {}", "{'email':1}", "{/* */}", "   "),
            rows("body", MALFORMED, "[".repeat(10_000), "{\"a\":".repeat(10_000)),
            rows("body", MALFORMED, "[".repeat(10_000) + "]".repeat(10_000)),
            rows("body", MALFORMED, "{\"count\":" + "9".repeat(2_000) + "}"),
            rows("body", "must be a JSON object", "[]", "null", "12", "\"email\""),
            rows("password", "is required", "{}"),
            field("email", "is required", "null"),
            field("email", EMAIL, "\"\"", "\"nobody\"", "\"a@b\\n\"", "7", "{\"$ne\":\"\"}", "[]"),
            field("email", EMAIL, "\"a@" + "b".repeat(254) + "\""),
            field("email", ILL_FORMED, "\"a\\u0000@b\"", "\"a\\ud800@b\""),
            field("password", PASSWORD, "\"1234567\"", "false", "\"" + "x".repeat(1_025) + "\""),
            field("nome", NOME, "null", "\"" + "x".repeat(256) + "\""),
            field("count", COUNT, "0", "11", "1.5", "\"1\"", "1e400", "9".repeat(900)),
            field("kind", "must be one of round, square", "\"oval\""),
            field("plate", "must be text that matches ^[A-Z]{2}[0-9]{3}$", "\"ab123\""),
            field("maybe", "must match the schema", "1"),
            field("tags", ILL_FORMED, "[\"\\u0000\"]"),
            field("tags", "must match the schema", "{}"))
        .flatMap(identity());
  }

  private static Stream<Arguments> rows(String field, String message, String... inputs) {
    return Stream.of(inputs).map(input -> Arguments.of(input, field, message));
  }

  private static Stream<Arguments> field(String field, String message, String... values) {
    return Stream.of(values)
        .map(value -> Arguments.of("{\"" + field + "\":" + value + "}", field, message));
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
            rows("code", "is required", "", "?code=", "?code=%20%20", "?code"),
            rows("days", "is required", "?"),
            rows("code", CODE, "?code=LI", "?code=LIRFA", "?code=LI-F", "?code=LIR%0A"),
            rows("code", CODE, "?code=LIR%00", "?code=%C3%A8LIR"),
            rows("code", "must be given once", "?code=LIRF&code=LIRF"),
            rows("days", "must be given once", "?code=LIRF&days=1&days=2"),
            rows("code", ENCODING, "?code=%ZZ", "?code=%4", "?code=%", "?code=%+1", "?code=%C3%28"),
            rows("code", ENCODING, "?code=%ED%A0%80"),
            rows("other", ENCODING, "?other=%FF"),
            rows("query", ENCODING, "?%FF=1"),
            rows("days", DAYS, "?days=0", "?days=-1", "?days=366", "?days=1.5", "?days=%2B1"),
            rows("days", DAYS, "?days=+1", "?days=1e1", "?days=0x1", "?days=one", "?days=%D9%A3"),
            rows("days", DAYS, "?days=" + "9".repeat(19), "?days=" + "9".repeat(500)),
            rows("limit", "must not be blank", "?limit="),
            rows("limit", "must be a whole number of at least 1", "?limit=0", "?limit=4294967296"),
            rows("text", ILL_FORMED, "?text=%00"))
        .flatMap(identity());
  }

  @ParameterizedTest
  @MethodSource("badQueries")
  void serverShouldRespondWith400NamingTheParameterWhenTheQueryIsInvalid(
      String query, String field, String message) throws Exception {
    // Twice, because the server caches valid queries.
    assertInvalid(target.get("/things" + query), field, message);
    assertInvalid(target.get("/things" + query), field, message);
  }

  static Stream<Arguments> badPaths() {
    return Stream.of(
            rows("number", COUNT_OF_PARTS, "/things/a/parts/0", "/things/a/parts/100"),
            rows("number", COUNT_OF_PARTS, "/things/a/parts/+1", "/things/a/parts/1%20"),
            rows("number", COUNT_OF_PARTS, "/things/a/parts/one", "/things/a/parts/..%2F1"),
            rows("number", ENCODING, "/things/a/parts/%FF", "/things/a/parts/%C3%28"),
            rows("code", "must be text of at most 8 characters", "/things/123456789/parts/1"),
            rows("code", ENCODING, "/things/%ED%A0%80/parts/1"),
            rows("code", ILL_FORMED, "/things/%00/parts/1"),
            rows("code", "is required", "/things/%20/parts/1"),
            rows("path", ENCODING, "/things/%ZZ/parts/1"))
        .flatMap(identity());
  }

  @ParameterizedTest
  @MethodSource("badPaths")
  void serverShouldRespondWith400NamingTheParameterWhenThePathIsInvalid(
      String path, String field, String message) throws Exception {
    assertInvalid(target.get(path), field, message);
  }

  static Stream<Arguments> badHeaders() {
    return Stream.of(
        Arguments.of("Request-ID", "", "is required"),
        Arguments.of("Request-ID", " ", "is required"),
        Arguments.of("Request-ID", "x".repeat(256), "must be text of 1 to 255 characters"),
        Arguments.of("Idempotency-Key", "", "must not be blank"));
  }

  @ParameterizedTest
  @MethodSource("badHeaders")
  void serverShouldRespondWith400NamingTheHeaderWhenItIsInvalid(
      String name, String value, String message) throws Exception {
    assertInvalid(post(Map.of(name, value), Buffer.buffer("{}")), name, message);
  }

  @Test
  void serverShouldReportAllInvalidFields() throws Exception {
    HttpTestClient.Reply reply =
        target.post("/things", HttpTestClient.JSON, "{\"password\":\"x\",\"nome\":1,\"count\":3}");

    assertThat(reply.fields()).containsExactlyInAnyOrder("Request-ID", "email", "password", "nome");
    assertThat(reply.json().getString("code")).isEqualTo("invalid_request");
  }

  @Test
  void serverShouldRespondWith400WhenTheBodyAsAWholeIsInvalid() throws Exception {
    Buffer object = Buffer.buffer("{}");

    assertInvalid(
        target.send(HttpMethod.POST, "/things", Map.of(), Buffer.buffer()), "body", "is required");
    assertInvalid(
        target.send(HttpMethod.PUT, "/work", HttpTestClient.JSON, object),
        "body",
        "must match the schema");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|",
        "''|",
        ";|",
        "text/plain|",
        "application/x-www-form-urlencoded|",
        "multipart/form-data; boundary=x|",
        "application/json-patch+json|",
        "application/json; charset=iso-8859-1|",
        "application/json; charset=unknown|",
        "application/json|gzip"
      })
  void serverShouldRespondWith415WhenTheBodyHasAnotherType(String type, String encoding)
      throws Exception {
    Map<String, String> headers = new HashMap<>();
    headers.compute("Content-Type", (name, none) -> type);
    headers.compute("Content-Encoding", (name, none) -> encoding);

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
