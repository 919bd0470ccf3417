package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.testkit.AmbiguousRequest;
import dev.flightwatch.testkit.RawHttpClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Invalid requests. The response names the field, and nothing is stored. The tests of the toolkit
 * cover what every OpenAPI document has in common.
 */
class BadInputTest {
  private static final String EMAIL = "sara@unict.it";

  @AutoClose private static final ServiceRig rig = new ServiceRig();

  @AfterEach
  void nothingShouldBeStored() {
    for (String collection : List.of("interests", "flights", "arrivals", "collections")) {
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

  @Test
  void requestShouldBeRefusedWhenItIsAmbiguousOrForAnotherHost() throws Exception {
    URI server = URI.create("http://127.0.0.1:" + rig.port("data-collector http"));
    String json = "Content-Type: application/json\r\n";
    String foreign =
        "GET /airports?query=a HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";

    assertThat(AmbiguousRequest.mistakes(rig.vertx, server, "/interests", json, false)).isEmpty();
    assertThat(RawHttpClient.connect(rig.vertx, server).send(foreign).awaitClose())
        .startsWith("HTTP/1.1 421");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{|body",
        "[]|body",
        "{}|airport",
        "{'airport':'LICC'}|email",
        "{'email':null,'airport':'LICC'}|email",
        "{'email':'sara@unict.it'}|airport",
        "{'email':7,'airport':'LICC'}|email",
        "{'email':{'$gt':''},'airport':{'$gt':''}}|email,airport",
        "{'email':['sara@unict.it'],'airport':['LICC']}|email,airport",
        "{'email':'sara@unict.it','airport':1234}|airport",
        "{'email':'sa\\u0000ra@unict.it','airport':'LICC'}|email"
      })
  void followShouldRejectAnInvalidBody(String body, String fields) {
    assertInvalid(rig.http.post("/interests", body.replace('\'', '"')), fields.split(","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LI", "LICCC", "LI C", " LIC", "LIC ", "LI-C",
        "LÌCC", "ıcc", "ßAB", "ＬＩＣＣ", "٣٤٥٦", "LIC\n",
        "LICC\n", "LI\u0000C", "[$ne]", "L.CC", "$gt"
      })
  void operationsShouldRejectAnInvalidAirport(String airport) {
    assertInvalid(rig.follow(EMAIL, airport), "airport");
    assertInvalid(rig.http.get("/flights/last", "airport", airport), "airport");
    assertInvalid(rig.http.get("/flights/average", "airport", airport, "days", "7"), "airport");
    assertInvalid(rig.http.delete("/interests", "email", EMAIL, "airport", airport), "airport");
    String encoded = URLEncoder.encode(airport, StandardCharsets.UTF_8).replace("+", "%20");
    assertInvalid(rig.http.get("/airports/" + encoded), "code");
    assertInvalid(rig.http.get("/airports/" + encoded + "/flights"), "code");
    assertInvalid(rig.http.get("/airports/" + encoded + "/statistics"), "code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "cat\u0000ania"})
  void searchShouldRejectAnInvalidQuery(String query) {
    assertInvalid(rig.http.get("/airports", "query", query), "query");
    assertInvalid(rig.http.get("/airports", "query", "x".repeat(65)), "query");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "51", "1.5", "", "all", "99999999999999999999"})
  void searchShouldRejectALimitOutOfRange(String limit) {
    assertInvalid(rig.http.get("/airports", "query", "catania", "limit", limit), "limit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "departures", "Arrival", "arrival ", "ARRIVAL", "both", "0", "[$ne]"})
  void readsShouldRejectAnotherDirection(String direction) {
    String[] reads = {
      "/flights/last?airport=LICC&",
      "/flights/average?airport=LICC&days=7&",
      "/flights/my-interests?email=" + EMAIL + "&",
      "/airports/LICC/flights?"
    };
    for (String read : reads) {
      String uri = read + "direction=" + URLEncoder.encode(direction, StandardCharsets.UTF_8);
      assertInvalid(
          await(rig.http.send(HttpMethod.GET, uri, Map.of(), Buffer.buffer())), "direction");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "TRUE", "True", "1", "yes", "null", "true,false"})
  void flightsShouldRejectAnotherValueForNames(String names) {
    assertInvalid(rig.http.get("/airports/LICC/flights", "names", names), "names");
  }

  /** Reads over a range, of which both ends are parameters. */
  private static final List<String> RANGES =
      List.of("/airports/LICC/flights", "/airports/LICC/statistics");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-3-9",
        "20260309",
        "2026-03-09T10:00:00",
        "2026-03-09T10:00Z",
        "2026-03-09 10:00:00Z",
        "2026-03-09T10:00:00 01:00",
        "+2026-03-09",
        "-2026-03-09",
        "2026-03-09\n",
        "1790000000",
        "2026-02-29",
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "2026-03-09T25:00:00Z",
        "٢٠٢٦-03-09"
      })
  void rangesShouldRejectATimeThatDoesNotExist(String time) {
    for (String range : RANGES) {
      assertInvalid(rig.http.get(range, "from", time), "from");
      assertInvalid(rig.http.get(range, "to", time), "to");
    }
  }

  @Test
  void statisticsShouldRejectATimeOfDay() {
    String time = "2026-03-09T10:00:00Z";
    assertInvalid(rig.http.get("/airports/LICC/statistics", "from", time), "from");
    assertInvalid(rig.http.get("/airports/LICC/statistics", "to", time), "to");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-10, 2026-03-09",
    "2025-02-03, 2026-03-10",
    "9999-12-31, 0000-01-01",
    "2020-01-01,",
    "9999-12-31,"
  })
  void rangesShouldRejectAnEmptyOrTooLongRange(String from, String to) {
    for (String range : RANGES) {
      HttpReply reply =
          to == null
              ? rig.http.get(range, "from", from)
              : rig.http.get(range, "from", from, "to", to);
      assertInvalid(reply, "from");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Rome",
        "Europe/Rom",
        "europe/rome",
        "Europe/Rome ",
        "CET+1",
        "+01:00",
        "Z",
        "UTC+1",
        "Europe/Rome\n",
        "../../etc/passwd",
        "[$ne]"
      })
  void statisticsShouldRejectAnUnknownTimeZone(String timezone) {
    assertInvalid(rig.http.get("/airports/LICC/statistics", "timezone", timezone), "timezone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "sara", "@", "sara@", "sa ra@unict.it", "a@b@c", "sa\u0000ra@unict.it"})
  void operationsShouldRejectAnInvalidAddress(String email) {
    assertInvalid(rig.follow(email, "LICC"), "email");
    assertInvalid(rig.follow("x".repeat(250) + "@unict.it", "LICC"), "email");
    assertInvalid(rig.interests(email), "email");
    assertInvalid(rig.http.delete("/interests", "email", email), "email");
    assertInvalid(rig.http.get("/flights/my-interests", "email", email), "email");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "-1", "366", "1.5", "",
        " 7", "+7", "1e2", "0x7", "٧",
        "seven", "{\"$gt\":0}", "7\n"
      })
  void averageShouldRejectDaysOutOfRange(String days) {
    assertInvalid(rig.http.get("/flights/average", "airport", "LICC", "days", days), "days");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "1.5", "", "all", "99999999999999999999"})
  void pagesShouldRejectALimitOutOfRange(String limit) {
    assertInvalid(rig.http.get("/flights/my-interests", "email", EMAIL, "limit", limit), "limit");
    assertInvalid(rig.http.get("/airports/LICC/flights", "limit", limit), "limit");
    assertInvalid(rig.http.get("/airports/LICC/flights", "limit", "501"), "limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!!", "bm90IGpzb24", "[1,2]", "[1,2,{\"$gt\":\"\"}]"})
  void pagesShouldRejectAnInvalidCursor(String cursor) {
    String encoded =
        cursor.startsWith("[") ? Base64.getUrlEncoder().encodeToString(cursor.getBytes()) : cursor;

    assertInvalid(
        rig.http.get("/flights/my-interests", "email", EMAIL, "cursor", encoded), "cursor");
    assertInvalid(rig.http.get("/airports/LICC/flights", "cursor", encoded), "cursor");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/interests|email",
        "GET|/interests?email[$gt]=|email",
        "GET|/interests?email=sara@unict.it&email=sara@unict.it|email",
        "DELETE|/interests?airport=LICC|email",
        "DELETE|/interests?email=sara@unict.it&airport=|airport",
        "GET|/airports|query",
        "GET|/airports?limit=0|query,limit",
        "GET|/airports?query=a&query=b|query",
        "GET|/airports/%FF|code",
        "GET|/flights/last|airport",
        "GET|/flights/average|airport,days",
        "GET|/flights/my-interests|email",
        "GET|/flights/my-interests?email=x&limit=0&cursor=!|email,limit,cursor",
        "GET|/airports/LICC/flights?direction=a&from=b&to=c&limit=d&cursor=!"
            + "|direction,from,to,limit,cursor",
        "GET|/airports/LICC/flights?from=2026-03-09&from=2026-03-09|from",
        "GET|/airports/LICC/statistics?from=a&to=b&timezone=!|from,to,timezone"
      })
  void queriesShouldRejectMissingRepeatedOrMalformedParameters(
      String method, String uri, String fields) {
    assertInvalid(
        await(rig.http.send(HttpMethod.valueOf(method), uri, Map.of(), Buffer.buffer())),
        fields.split(","));
  }
}
