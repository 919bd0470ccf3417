package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations on airports, and the IATA codes of all operations. */
class AirportOperationsTest {
  private static final JsonObject CATANIA =
      JsonObject.of("icao", "LICC", "iata", "CTA", "name", "Catania / Fontanarossa Airport")
          .put("city", "Catania")
          .put("country", "IT")
          .put("latitude", 37.4668)
          .put("longitude", 15.0664)
          .put("timezone", "Europe/Rome");

  private static final AtomicInteger previous = new AtomicInteger();

  @AutoClose private static final ServiceRig rig = new ServiceRig();

  /** The first call to the user manager takes long on a busy machine. */
  @BeforeAll
  static void connect() {
    rig.follow("first@unict.it", "EDDF");
  }

  private static HttpReply get(String uri) {
    return await(rig.http.send(HttpMethod.GET, uri, Map.of(), Buffer.buffer()));
  }

  private static JsonObject collection(HttpReply details) {
    return details.json().getJsonObject("collection");
  }

  private static Iterable<Object> airportsOf(String email) {
    return rig.interests(email).json().getJsonArray("airports");
  }

  @Test
  void findShouldReturnTheAirportsWithAllFields() {
    assertThat(rig.http.get("/airports", "query", "catania").json())
        .isEqualTo(JsonObject.of("airports", JsonArray.of(CATANIA)));
    assertThat(rig.http.get("/airports", "query", "no such town").json())
        .isEqualTo(JsonObject.of("airports", new JsonArray()));
  }

  @ParameterizedTest
  @CsvSource({"/airports?query=international,10", "/airports?query=international&limit=50,50"})
  void findShouldReturnTheNumberOfAirportsThatIsAskedFor(String uri, int airports) {
    assertThat(get(uri).json().getJsonArray("airports")).hasSize(airports);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIBD", "libd", "BRI", "bri"})
  void detailsShouldTakeEitherCodeInEitherCase(String code) {
    // when
    HttpReply reply = get("/airports/" + code);

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("icao")).isEqualTo("LIBD");
    assertThat(reply.json().getString("timezone")).isEqualTo("Europe/Rome");
    assertThat(collection(reply))
        .isEqualTo(
            new JsonObject()
                .put("followed", false)
                .putNull("data_source")
                .putNull("simulated")
                .putNull("last_read_at")
                .putNull("next_read_at")
                .putNull("backfill")
                .put(
                    "opensky",
                    JsonObject.of("simulated", true, "emulator", false)
                        .putNull("credits_left")
                        .putNull("rate_limited_until")
                        .put("available", true)));
  }

  @Test
  void detailsShouldShowTheCollectionOfAFollowedAirport() {
    // given
    assertThat(rig.follow("details@unict.it", "LIPE").status()).isEqualTo(200);

    // when
    JsonObject collection = collection(get("/airports/BLQ"));

    // then
    assertThat(collection.getBoolean("followed")).isTrue();
    assertThat(collection.getString("data_source")).isEqualTo("mock");
    assertThat(collection.getBoolean("simulated")).isTrue();
    assertThat(collection.getString("last_read_at")).as("without credentials").isNull();
    assertThat(Instant.parse(collection.getString("next_read_at"))).isAfter(Instant.EPOCH);
    assertThat(collection.getJsonObject("backfill"))
        .isEqualTo(JsonObject.of("days", 31, "done", false, "days_missing", 31));
  }

  /** With an interval of two hours in the plan, the stored time is not the next one. */
  @ParameterizedTest
  @CsvSource({
    "ZAAA,600,,2026-11-27T08:10:00Z",
    "ZAAB,600,7200,2026-11-27T10:00:00Z",
    "ZAAC,10800,7200,2026-11-27T11:00:00Z"
  })
  void detailsShouldShowWhenAnAirportIsRead(
      String airport, int dueAfter, Integer interval, String next) {
    // given
    Instant readAt = Instant.parse("2026-11-27T08:00:00Z");
    rig.store(
        "collections",
        JsonObject.of("_id", airport, "followed", true, "follows", 1)
            .put("lease_until", Long.MAX_VALUE)
            .put("first_followed", 0)
            .put("read_at", readAt.toEpochMilli())
            .put("next_due", readAt.plusSeconds(dueAfter).toEpochMilli()));
    storePlan(interval);

    // when
    JsonObject json = get("/airports/" + airport).json();

    // then
    assertThat(json.getString("icao")).isEqualTo(airport);
    assertThat(json.getValue("name")).as("not in the table").isNull();
    assertThat(json.getJsonObject("collection").getString("last_read_at"))
        .isEqualTo("2026-11-27T08:00:00Z");
    assertThat(json.getJsonObject("collection").getString("next_read_at")).isEqualTo(next);
  }

  @Test
  void detailsShouldShowNoNextReadWhenNobodyFollowsTheAirportAnyMore() {
    // given
    rig.store(
        "collections",
        JsonObject.of("_id", "LIBR", "first_followed", 0, "next_due", 7, "lease_until", 0)
            .put("read_at", 1_000));

    // when
    JsonObject collection = collection(get("/airports/LIBR"));

    // then
    assertThat(collection.getBoolean("followed")).isFalse();
    assertThat(collection.getString("last_read_at")).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(collection.getString("next_read_at")).isNull();
  }

  /** Made so late that no other plan replaces it. */
  private static void storePlan(Integer interval) {
    rig.remove("plans", new JsonObject());
    if (interval != null) {
      rig.store(
          "plans",
          JsonObject.of("_id", "collection", "made_at", Long.MAX_VALUE, "rereads", new JsonArray())
              .put("interval", interval * 1_000L)
              .put("airports", 0)
              .put("mandatory_reads", 0)
              .put("days", 0)
              .put("days_left_unread", 0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ZZZZ", "QQQ", "NK39"})
  void detailsShouldBeNotFoundWhenTheAirportIsUnknownAndNotFollowed(String code) {
    // when
    HttpReply reply = get("/airports/" + code);

    // then
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("unknown_airport");
  }

  @Test
  void operationsShouldTakeAnIataCodeAsTheIcaoCode() {
    // given
    String email = "iata@unict.it";

    // when
    HttpReply followed = rig.follow(email, "cta");

    // then
    assertThat(followed.json().getString("airport")).isEqualTo("LICC");
    assertThat(airportsOf(email)).containsExactly("LICC");
    assertThat(rig.http.get("/flights/last", "airport", "CTA").body())
        .isEqualTo(rig.http.get("/flights/last", "airport", "LICC").body());
    assertThat(rig.http.get("/flights/average", "airport", "Cta", "days", "7").json())
        .isEqualTo(rig.http.get("/flights/average", "airport", "LICC", "days", "7").json());
    assertThat(rig.http.delete("/interests", "email", email, "airport", "CTA").json())
        .isEqualTo(JsonObject.of("message", "Interests removed", "removed", 1));
    assertThat(airportsOf(email)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"CTA,2,EDDF", "cta,2,EDDF", "LICC,1,'CTA,EDDF'", "QQQ,0,'CTA,EDDF,LICC'", ",3,"})
  void unfollowShouldAlsoRemoveAnIataCodeThatAPreviousVersionStored(
      String airport, int removed, String rest) {
    // given
    String email = "previous%d@unict.it".formatted(previous.incrementAndGet());
    rig.store(
        "interests",
        JsonObject.of("_id", rig.users.idOf(email), "email", email, "derived", false)
            .put("airports", JsonArray.of("CTA", "EDDF", "LICC"))
            .put("confirmed_at", 1));

    // when
    HttpReply reply =
        airport == null
            ? rig.http.delete("/interests", "email", email)
            : rig.http.delete("/interests", "email", email, "airport", airport);

    // then
    assertThat(reply.json().getInteger("removed")).isEqualTo(removed);
    assertThat(airportsOf(email))
        .containsExactlyElementsOf(rest == null ? List.of() : List.of(rest.split(",")));
  }
}
