package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.proto.CheckUserRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation of the REST API of the deployed service, with mock flights. */
class HttpOperationsTest {
  @AutoClose private static final ServiceRig rig = new ServiceRig();

  private static Iterable<Object> airportsOf(String email) {
    return rig.interests(email).json().getJsonArray("airports");
  }

  @Test
  void followShouldStoreTheInterestAndCollectImmediately() {
    // given
    JsonObject body = JsonObject.of("email", "  Follow@UniCT.it", "airport", "licc");
    JsonObject unknownField = JsonObject.of("$where", JsonObject.of("$gt", ""));

    // when
    HttpReply reply = rig.http.post("/interests", body.mergeIn(unknownField));

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("email")).isEqualTo("follow@unict.it");
    assertThat(reply.json().getString("airport")).isEqualTo("LICC");
    assertThat(reply.json().getInteger("flights_collected")).isPositive();
    assertThat(reply.json().getString("data_source")).isEqualTo("mock");
    assertThat(reply.json().getBoolean("simulated")).isTrue();
    assertThat(airportsOf("follow@unict.it")).containsExactly("LICC");
    CheckUserRequest check = rig.users.requestsAbout("follow@unict.it").get(0);
    assertThat(check.getClientId()).startsWith("data-collector-");
    assertThat(check.getMessageId()).isNotEmpty();
  }

  @Test
  void followShouldBeNotFoundWhenNoUserIsRegistered() {
    // when
    HttpReply reply = rig.follow("absent@unict.it", "LICC");

    // then
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("user_not_registered");
    assertThat(airportsOf("absent@unict.it")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unavailable@unict.it", "hanging@unict.it"})
  void followShouldBeUnavailableWhenTheUserManagerFailsOrDoesNotRespond(String email) {
    // when
    HttpReply reply = rig.follow(email, "LICC");

    // then
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("user_manager_away");
    assertThat(reply.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(reply.body().toString()).doesNotContain("Exception", "grpc", "no database");
    assertThat(airportsOf(email)).isEmpty();
  }

  @Test
  void followShouldRepeatTheSameRequestWhenTheUserManagerIsUnavailable() {
    // when
    rig.follow("unavailable.too@unict.it", "LICC");

    // then
    List<CheckUserRequest> attempts = rig.users.requestsAbout("unavailable.too@unict.it");
    assertThat(attempts).hasSize(3);
    assertThat(Set.copyOf(attempts)).as("attempts are the same request").hasSize(1);
  }

  @Test
  void followShouldSucceedWhenTheUserManagerReturnsNoId() {
    // when
    HttpReply reply = rig.follow("noid@unict.it", "LICC");
    rig.follow("noid.too@unict.it", "LIRF");

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(airportsOf("noid@unict.it")).containsExactly("LICC");
    assertThat(airportsOf("noid.too@unict.it")).containsExactly("LIRF");
  }

  @Test
  void followShouldBeRejectedWhenTheUserFollowsTheMaximumOfAirports() {
    // given
    String email = "maximum@unict.it";
    List<String> airports =
        IntStream.range(0, 1_000).mapToObj(i -> String.format("%04d", i)).toList();
    rig.store(
        "interests",
        JsonObject.of("_id", rig.users.idOf(email))
            .put("email", email)
            .put("derived", false)
            .put("airports", new JsonArray(airports))
            .put("confirmed_at", 1));

    // when
    HttpReply another = rig.follow(email, "LICC");
    HttpReply again = rig.follow(email, "0007");

    // then
    assertThat(another.status()).isEqualTo(422);
    assertThat(another.code()).isEqualTo("too_many_interests");
    assertThat(again.status()).isEqualTo(200);
    assertThat(airportsOf(email)).hasSize(1_000).doesNotContain("LICC");
  }

  @Test
  void interestsShouldBeSorted() {
    // given
    List.of("LIRF", "EDDF", "LICC").forEach(airport -> rig.follow("sorted@unict.it", airport));

    // then
    assertThat(rig.interests("SORTED@unict.it ").json())
        .isEqualTo(
            JsonObject.of("user", "sorted@unict.it")
                .put("airports", JsonArray.of("EDDF", "LICC", "LIRF")));
  }

  @Test
  void unfollowShouldRemoveOneAirportOrAll() {
    // given
    List.of("LICC", "LIRF", "EDDF").forEach(airport -> rig.follow("unfollows@unict.it", airport));

    // when
    HttpReply one = rig.http.delete("/interests", "email", "Unfollows@unict.it", "airport", "licc");
    HttpReply again =
        rig.http.delete("/interests", "email", "unfollows@unict.it", "airport", "LICC");
    HttpReply all = rig.http.delete("/interests", "email", "unfollows@unict.it");

    // then
    assertThat(List.of(one, again, all)).allMatch(reply -> reply.status() == 200);
    assertThat(List.of(one, again, all))
        .extracting(reply -> reply.json().getInteger("removed"))
        .containsExactly(1, 0, 2);
    assertThat(airportsOf("unfollows@unict.it")).isEmpty();
  }

  @Test
  void lastShouldBeTheFlightWithTheGreatestFirstSeen() {
    // given
    rig.follow("last@unict.it", "LIMC");
    List<JsonObject> flights = rig.flights("last@unict.it", 1_000);

    // when
    HttpReply reply = rig.http.get("/flights/last", "airport", "limc");

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(flights.get(0).toBuffer());
    assertThat(reply.json().getString("source")).isEqualTo("mock");
  }

  @Test
  void averageShouldDivideByTheDays() {
    // given
    int flights = rig.follow("average@unict.it", "LIPZ").json().getInteger("flights_collected");

    // when
    HttpReply one = rig.http.get("/flights/average", "airport", "lipz", "days", "1");
    HttpReply year = rig.http.get("/flights/average", "airport", "LIPZ", "days", "365");

    // then
    assertThat(one.json())
        .isEqualTo(
            JsonObject.of("airport", "LIPZ")
                .put("days", 1)
                .put("average_flights", (double) flights)
                .put("data_source", "mock")
                .put("simulated", true)
                .put("days_covered", 0)
                .putNull("average_per_covered_day"));
    assertThat(year.json().getDouble("average_flights"))
        .isEqualTo(Math.round(flights * 100.0 / 365) / 100.0);
  }

  @Test
  void flightsOfInterestsShouldBeInPagesNewestFirst() {
    // given
    List.of("LICC", "LIRF", "EDDF", "LFPG")
        .forEach(airport -> rig.follow("pages@unict.it", airport));
    List<JsonObject> whole = rig.flights("pages@unict.it", 1_000);

    // when
    List<JsonObject> inPages = rig.flights("Pages@unict.it", 2);
    HttpReply page = rig.http.get("/flights/my-interests", "email", "pages@unict.it", "limit", "2");

    // then
    assertThat(whole).hasSizeGreaterThanOrEqualTo(4).isEqualTo(inPages);
    assertThat(page.json().getJsonArray("flights")).hasSize(2);
    assertThat(page.json().getInteger("total_flights_found")).isEqualTo(whole.size());
    assertThat(whole)
        .isSortedAccordingTo(
            (a, b) -> Long.compare(b.getLong("firstSeen"), a.getLong("firstSeen")));
    assertThat(whole)
        .extracting(flight -> flight.getString("estDepartureAirport"))
        .contains("EDDF", "LFPG", "LICC", "LIRF");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/interests?email=other@unict.it|{'user':'other@unict.it','airports':[]}",
        "/flights/average?airport=QQQ&days=7"
            + "|{'airport':'QQQ','days':7,'average_flights':0.0,'data_source':null,'simulated':null,"
            + "'days_covered':0,'average_per_covered_day':null}",
        "/airports/QQQ/flights?from=2026-03-09&to=2026-03-09"
            + "|{'airport':'QQQ','direction':'departure','from':'2026-03-09T00:00:00Z',"
            + "'to':'2026-03-09T23:59:59Z','data_source':null,'simulated':null,"
            + "'flights':[],'next':null}",
        "/flights/my-interests?email=other@unict.it"
            + "|{'user':'other@unict.it','total_flights_found':0,'flights':[],'next':null}"
      })
  void readsShouldBeEmptyWithoutFollows(String uri, String body) {
    assertThat(await(rig.http.send(HttpMethod.GET, uri, Map.of(), Buffer.buffer())).json())
        .isEqualTo(new JsonObject(body.replace('\'', '"')));
  }

  @Test
  void lastShouldBeNotFoundWithTheCallersCorrelationIdWhenThereIsNoFlight() {
    // when
    HttpReply reply =
        await(
            rig.http.send(
                HttpMethod.GET,
                "/flights/last?airport=ZZZZ",
                Map.of("X-Correlation-Id", "my-id.7"),
                Buffer.buffer()));

    // then
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("no_flight");
    assertThat(reply.header("X-Correlation-Id")).isEqualTo("my-id.7");
    assertThat(reply.json().getString("correlation_id")).isEqualTo("my-id.7");
  }

  @Test
  void healthShouldListEachDependency() {
    // when
    HttpReply ready = rig.management().get("/health/ready");

    // then
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().getJsonArray("checks"))
        .extracting(check -> ((JsonObject) check).getString("name"))
        .containsExactlyInAnyOrder("database", "user_manager", "opensky");
  }
}
