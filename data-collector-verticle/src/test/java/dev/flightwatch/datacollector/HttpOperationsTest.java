package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.proto.CheckUserRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each operation of the REST API of the deployed service, with mock flights. */
class HttpOperationsTest {
  private static ServiceRig rig;

  @BeforeAll
  static void start() {
    rig = new ServiceRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void followShouldStoreTheInterestAndCollectImmediately() {
    // when
    HttpReply reply = rig.follow("  Follow@UniCT.it", "licc");

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("email")).isEqualTo("follow@unict.it");
    assertThat(reply.json().getString("airport")).isEqualTo("LICC");
    assertThat(reply.json().getInteger("flights_collected")).isPositive();
    assertThat(reply.json().getString("data_source")).isEqualTo("mock");
    assertThat(rig.interests("follow@unict.it").json().getJsonArray("airports"))
        .containsExactly("LICC");
  }

  @Test
  void followShouldCheckTheUserWithAddressAndRequestIds() {
    // when
    rig.follow("checked@unict.it", "LICC");

    // then
    assertThat(rig.users.requestsAbout("checked@unict.it"))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getClientId()).startsWith("data-collector-");
              assertThat(request.getMessageId()).isNotEmpty();
            });
  }

  @Test
  void followShouldIgnoreUnknownFields() {
    // when
    HttpReply reply =
        rig.http.post(
            "/interests",
            new JsonObject()
                .put("email", "extra@unict.it")
                .put("airport", "LICC")
                .put("$where", new JsonObject().put("$gt", "")));

    // then
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void followShouldBeNotFoundWhenNoUserIsRegistered() {
    // when
    HttpReply reply = rig.follow("absent@unict.it", "LICC");

    // then
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("user_not_registered");
    assertThat(rig.interests("absent@unict.it").json().getJsonArray("airports")).isEmpty();
  }

  @Test
  void followShouldBeUnavailableWhenTheUserManagerIsUnavailable() {
    // when
    HttpReply reply = rig.follow("unavailable@unict.it", "LICC");

    // then
    assertUserManagerUnavailable(reply, "unavailable@unict.it");
    List<CheckUserRequest> attempts = rig.users.requestsAbout("unavailable@unict.it");
    assertThat(attempts).hasSize(3);
    assertThat(Set.copyOf(attempts)).as("attempts are the same request").hasSize(1);
  }

  @Test
  void followShouldBeUnavailableWhenTheUserManagerDoesNotRespond() {
    assertUserManagerUnavailable(rig.follow("hanging@unict.it", "LICC"), "hanging@unict.it");
  }

  private static void assertUserManagerUnavailable(HttpReply reply, String email) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("user_manager_away");
    assertThat(reply.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(reply.body().toString()).doesNotContain("Exception", "grpc", "no database");
    assertThat(rig.interests(email).json().getJsonArray("airports")).isEmpty();
  }

  @Test
  void followShouldSucceedWhenTheUserManagerReturnsNoId() {
    // when
    HttpReply reply = rig.follow("noid@unict.it", "LICC");
    rig.follow("noid.too@unict.it", "LIRF");

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(rig.interests("noid@unict.it").json().getJsonArray("airports"))
        .containsExactly("LICC");
    assertThat(rig.interests("noid.too@unict.it").json().getJsonArray("airports"))
        .containsExactly("LIRF");
  }

  @Test
  void followShouldBeRejectedWhenTheUserFollowsTheMaximumOfAirports() {
    // given
    String email = "maximum@unict.it";
    List<String> airports =
        IntStream.range(0, 1_000).mapToObj(i -> String.format("%04d", i)).toList();
    rig.store(
        "interests",
        new JsonObject()
            .put("_id", rig.users.idOf(email))
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
    assertThat(rig.interests(email).json().getJsonArray("airports"))
        .hasSize(1_000)
        .doesNotContain("LICC");
  }

  @Test
  void interestsShouldBeSortedAndEmptyWithoutFollows() {
    // given
    rig.follow("sorted@unict.it", "LIRF");
    rig.follow("sorted@unict.it", "EDDF");
    rig.follow("sorted@unict.it", "LICC");

    // then
    assertThat(rig.interests("SORTED@unict.it ").json())
        .isEqualTo(
            new JsonObject()
                .put("user", "sorted@unict.it")
                .put("airports", JsonArray.of("EDDF", "LICC", "LIRF")));
    assertThat(rig.interests("other@unict.it").json())
        .isEqualTo(new JsonObject().put("user", "other@unict.it").put("airports", JsonArray.of()));
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
    assertThat(rig.interests("unfollows@unict.it").json().getJsonArray("airports")).isEmpty();
  }

  @Test
  void lastShouldBeTheFlightWithTheGreatestFirstSeen() {
    // given
    rig.follow("last@unict.it", "LIMC");
    List<JsonObject> flights = flightsOf("last@unict.it", 1_000);

    // when
    HttpReply reply = rig.http.get("/flights/last", "airport", "limc");

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(flights.get(0).toBuffer());
    assertThat(reply.json().getString("source")).isEqualTo("mock");
  }

  @Test
  void lastShouldBeNotFoundWhenThereIsNoFlight() {
    // when
    HttpReply reply = rig.http.get("/flights/last", "airport", "ZZZZ");

    // then
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("no_flight");
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
            new JsonObject()
                .put("airport", "LIPZ")
                .put("days", 1)
                .put("average_flights", (double) flights)
                .put("data_source", "mock"));
    assertThat(year.json().getDouble("average_flights"))
        .isEqualTo(Math.round(flights * 100.0 / 365) / 100.0);
  }

  @Test
  void averageShouldBeZeroWithoutASourceWhenThereAreNoFlights() {
    assertThat(rig.http.get("/flights/average", "airport", "YYY", "days", "7").json())
        .isEqualTo(
            new JsonObject()
                .put("airport", "YYY")
                .put("days", 7)
                .put("average_flights", 0.0)
                .putNull("data_source"));
  }

  @Test
  void flightsOfInterestsShouldBeInPagesNewestFirst() {
    // given
    List.of("LICC", "LIRF", "EDDF", "LFPG")
        .forEach(airport -> rig.follow("pages@unict.it", airport));
    List<JsonObject> whole = flightsOf("pages@unict.it", 1_000);

    // when
    List<JsonObject> inPages = flightsOf("Pages@unict.it", 2);

    // then
    assertThat(whole).hasSizeGreaterThanOrEqualTo(4).isEqualTo(inPages);
    assertThat(whole)
        .isSortedAccordingTo(
            (a, b) -> Long.compare(b.getLong("firstSeen"), a.getLong("firstSeen")));
    assertThat(new TreeSet<>(whole.stream().map(f -> f.getString("estDepartureAirport")).toList()))
        .containsExactly("EDDF", "LFPG", "LICC", "LIRF");
  }

  /** Returns all flights of an address, read in pages; each page must have their number. */
  private static List<JsonObject> flightsOf(String email, int limit) {
    List<JsonObject> flights = new ArrayList<>();
    List<Integer> totals = new ArrayList<>();
    String cursor = null;
    do {
      HttpReply page =
          cursor == null
              ? rig.http.get("/flights/my-interests", "email", email, "limit", "" + limit)
              : rig.http.get(
                  "/flights/my-interests", "email", email, "limit", "" + limit, "cursor", cursor);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.json().getJsonArray("flights")).hasSizeLessThanOrEqualTo(limit);
      page.json().getJsonArray("flights").forEach(flight -> flights.add((JsonObject) flight));
      totals.add(page.json().getInteger("total_flights_found"));
      cursor = page.json().getString("next");
    } while (cursor != null);
    assertThat(totals).containsOnly(flights.size());
    return flights;
  }

  @Test
  void flightsOfInterestsShouldBeEmptyWithoutFollows() {
    assertThat(rig.http.get("/flights/my-interests", "email", "other@unict.it").json())
        .isEqualTo(
            new JsonObject()
                .put("user", "other@unict.it")
                .put("total_flights_found", 0)
                .put("flights", JsonArray.of())
                .putNull("next"));
  }

  @Test
  void responsesShouldHaveTheCallersCorrelationId() {
    // when
    HttpReply reply =
        await(
            rig.http.send(
                HttpMethod.GET,
                "/flights/last?airport=ZZZZ",
                Map.of("X-Correlation-Id", "my-id.7"),
                Buffer.buffer()));

    // then
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
