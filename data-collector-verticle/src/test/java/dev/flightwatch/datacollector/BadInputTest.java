package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flightwatch.datacollector.testing.HttpCaller;
import dev.flightwatch.datacollector.testing.HttpReply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid requests. The response names the field, and nothing is stored. */
class BadInputTest {
  private static final String EMAIL = "sara@unict.it";
  private static final JsonObject OPERATOR = new JsonObject().put("$gt", "");

  private static ServiceRig rig;

  @BeforeAll
  static void start() {
    rig = new ServiceRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @AfterEach
  void nothingShouldBeStored() {
    for (String collection : List.of("interests", "flights", "collections")) {
      assertThat(rig.stored(collection, new JsonObject())).as(collection).isZero();
    }
    assertThat(rig.users.requestsAbout(EMAIL)).isEmpty();
  }

  private static void assertInvalid(HttpReply reply, String... fields) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.fields()).containsExactlyInAnyOrder(fields);
    assertThat(reply.body().toString()).doesNotContain("Exception", "dev.flightwatch", "io.vertx");
  }

  static Stream<Arguments> bodies() {
    String tooLong = "x".repeat(256 - "@unict.it".length()) + "@unict.it";
    return Stream.of(
        arguments("", "body"),
        arguments("   ", "body"),
        arguments("{", "body"),
        arguments("{\"email\":\"sara@unict.it\",\"airport\":\"LICC\"", "body"),
        arguments("{\"email\":\"sara@unict.it\",\"airport\":\"LICC\"} x", "body"),
        arguments("[]", "body"),
        arguments("null", "body"),
        arguments("7", "body"),
        arguments("\"LICC\"", "body"),
        arguments("[".repeat(10_000), "body"),
        arguments("[".repeat(10_000) + "]".repeat(10_000), "body"),
        arguments("{}", "email,airport"),
        arguments(json(EMAIL, null).encode(), "airport"),
        arguments(json(null, "LICC").encode(), "email"),
        arguments("{\"airport\":\"LICC\"}", "email"),
        arguments("{\"email\":\"sara@unict.it\"}", "airport"),
        arguments(json(7, "LICC").encode(), "email"),
        arguments(json(OPERATOR, "LICC").encode(), "email"),
        arguments(json(EMAIL, OPERATOR).encode(), "airport"),
        arguments(json(OPERATOR, OPERATOR).encode(), "email,airport"),
        arguments(json(JsonArray.of(EMAIL), "LICC").encode(), "email"),
        arguments(json(EMAIL, JsonArray.of("LICC")).encode(), "airport"),
        arguments(json(EMAIL, 1234).encode(), "airport"),
        arguments(json(EMAIL, true).encode(), "airport"),
        arguments(json("", "LICC").encode(), "email"),
        arguments(json("sara", "LICC").encode(), "email"),
        arguments(json("@unict.it", "LICC").encode(), "email"),
        arguments(json("sara@", "LICC").encode(), "email"),
        arguments(json("sa ra@unict.it", "LICC").encode(), "email"),
        arguments(json("sara@unict@it", "LICC").encode(), "email"),
        arguments(json("sa\u0000ra@unict.it", "LICC").encode(), "email"),
        arguments(json("sa\u0007ra@unict.it", "LICC").encode(), "email"),
        arguments("{\"email\":\"sa\\ud800ra@unict.it\",\"airport\":\"LICC\"}", "email"),
        arguments(json(tooLong, "LICC").encode(), "email"));
  }

  private static JsonObject json(Object email, Object airport) {
    return new JsonObject().put("email", email).put("airport", airport);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void followShouldRejectAnInvalidBody(String body, String fields) {
    assertInvalid(rig.http.post("/interests", body), fields.split(","));
  }

  static Stream<String> airports() {
    return Stream.of(
        "LI",
        "LICCC",
        "LI C",
        " LIC",
        "LIC ",
        "LI-C",
        "LÌCC",
        "ıcc",
        "ßAB",
        "ＬＩＣＣ",
        "٣٤٥٦",
        "LIC\n",
        "LICC\n",
        "LI\u0000C",
        "[$ne]",
        "L.CC",
        "$gt");
  }

  @ParameterizedTest
  @MethodSource("airports")
  void followShouldRejectAnInvalidAirport(String airport) {
    assertInvalid(rig.follow(EMAIL, airport), "airport");
  }

  @ParameterizedTest
  @MethodSource("airports")
  void queriesShouldRejectAnInvalidAirport(String airport) {
    assertInvalid(rig.http.get("/flights/last", "airport", airport), "airport");
    assertInvalid(rig.http.get("/flights/average", "airport", airport, "days", "7"), "airport");
    assertInvalid(rig.http.delete("/interests", "email", EMAIL, "airport", airport), "airport");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "-0",
        "366",
        "1.5",
        "7.0",
        "",
        " ",
        " 7",
        "7 ",
        "+7",
        "1e2",
        "0x7",
        "007x",
        "٧",
        "７",
        "seven",
        "null",
        "[1]",
        "{\"$gt\":0}",
        "2147483648",
        "9223372036854775808",
        "99999999999999999999999999",
        "1,5",
        "7\n"
      })
  void averageShouldRejectDaysOutOfRange(String days) {
    assertInvalid(rig.http.get("/flights/average", "airport", "LICC", "days", days), "days");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "1.5", "", " ", "٧", "all", "99999999999999999999"})
  void pagesShouldRejectALimitOutOfRange(String limit) {
    assertInvalid(rig.http.get("/flights/my-interests", "email", EMAIL, "limit", limit), "limit");
  }

  static Stream<String> cursors() {
    return Stream.of(
        "",
        " ",
        "x",
        "!!",
        "bm90IGpzb24",
        "WzEsMiwi YWFhYWFhOjIiXQ",
        "A".repeat(256),
        base64("{}"),
        base64("[1,2]"),
        base64("[1,2,\"4ca8e5:2\",4]"),
        base64("[1,{\"$gt\":0},\"4ca8e5:2\"]"),
        base64("[1,2,{\"$gt\":\"\"}]"),
        base64("[1,2,\"4ca8e5:2\"") + "==");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("cursors")
  void pagesShouldRejectAnInvalidCursor(String cursor) {
    assertInvalid(
        rig.http.get("/flights/my-interests", "email", EMAIL, "cursor", cursor), "cursor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "sara", "@", "sara@", "sa ra@unict.it", "a@b@c", "sa\u0000ra@unict.it"})
  void queriesShouldRejectAnInvalidAddress(String email) {
    assertInvalid(rig.interests(email), "email");
    assertInvalid(rig.http.delete("/interests", "email", email), "email");
    assertInvalid(rig.http.get("/flights/my-interests", "email", email), "email");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/interests|email",
        "GET|/interests?mail=sara@unict.it|email",
        "GET|/interests?email[$gt]=|email",
        "GET|/interests?email=sara@unict.it&email=sara@unict.it|email",
        "GET|/interests?email=sara%zz@unict.it|email",
        "GET|/interests?email=sara%ff@unict.it|email",
        "DELETE|/interests|email",
        "DELETE|/interests?airport=LICC|email",
        "DELETE|/interests?email=sara@unict.it&airport=|airport",
        "DELETE|/interests?email=sara@unict.it&airport=LICC&airport=LIRF|airport",
        "GET|/flights/last|airport",
        "GET|/flights/last?airport=|airport",
        "GET|/flights/last?airport=LICC&airport=LICC|airport",
        "GET|/flights/last?airport[$ne]=LICC|airport",
        "GET|/flights/average|airport,days",
        "GET|/flights/average?airport=LICC|days",
        "GET|/flights/average?days=7|airport",
        "GET|/flights/average?airport=LICC&days=7&days=8|days",
        "GET|/flights/average?airport=LI&days=0|airport,days",
        "GET|/flights/my-interests|email",
        "GET|/flights/my-interests?email=sara@unict.it&limit=1&limit=2|limit",
        "GET|/flights/my-interests?email=sara@unict.it&cursor=a&cursor=b|cursor",
        "GET|/flights/my-interests?email=x&limit=0&cursor=!|email,limit,cursor"
      })
  void queriesShouldRejectMissingRepeatedOrMalformedParameters(
      String method, String uri, String fields) {
    assertInvalid(send(method, uri, Map.of(), ""), fields.split(","));
  }

  private static HttpReply send(
      String method, String uri, Map<String, String> headers, String body) {
    return await(rig.http.send(HttpMethod.valueOf(method), uri, headers, Buffer.buffer(body)));
  }

  @Test
  void followShouldRejectBytesThatAreNotUtf8() {
    // given
    byte[] body =
        "{\"email\":\"s\u00e9ra@unict.it\",\"airport\":\"LICC\"}"
            .getBytes(StandardCharsets.ISO_8859_1);

    // when
    HttpReply reply =
        await(
            rig.http.send(
                HttpMethod.POST,
                "/interests",
                Map.of("Content-Type", "application/json"),
                Buffer.buffer(body)));

    // then
    assertInvalid(reply, "body");
  }

  @Test
  void followShouldRejectABodyOverTheLimit() {
    // when
    HttpReply reply =
        rig.http.post("/interests", json(EMAIL, "LICC").put("more", "x".repeat(65_536)).encode());

    // then
    assertThat(reply.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
  void followShouldRejectOtherContentTypes(String type) {
    // when
    HttpReply reply =
        send("POST", "/interests", Map.of("Content-Type", type), json(EMAIL, "LICC").encode());

    // then
    assertThat(reply.status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/", "/interest", "/interests/sara@unict.it", "/flights", "/flights/last/LICC",
        "/flights/..", "/Flights/last", "/flights/my_interests", "/health/live", "/users"
      })
  void unknownPathsShouldBeNotFound(String path) {
    // when
    HttpReply reply = send("GET", path, Map.of(), "");

    // then
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("unknown_path");
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|/interests|DELETE, GET, HEAD, OPTIONS, POST",
        "PATCH|/interests|DELETE, GET, HEAD, OPTIONS, POST",
        "POST|/flights/last|GET, HEAD, OPTIONS",
        "DELETE|/flights/last|GET, HEAD, OPTIONS",
        "POST|/flights/average|GET, HEAD, OPTIONS",
        "PUT|/flights/my-interests|GET, HEAD, OPTIONS"
      })
  void wrongMethodsShouldGetTheAllowedOnes(String method, String path, String allowed) {
    // when
    HttpReply reply = send(method, path, Map.of(), "");

    // then
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo(allowed);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void uriShouldBeEncoded() {
    assertThat(HttpCaller.uri("/x", "a", "b c", "d", "é")).isEqualTo("/x?a=b+c&d=%C3%A9");
  }
}
