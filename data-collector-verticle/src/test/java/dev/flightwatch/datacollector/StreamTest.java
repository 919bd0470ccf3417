package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.testkit.EventStreamClient;
import dev.flightwatch.testkit.EventStreamClient.Block;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /stream} of the deployed service. */
class StreamTest {
  private static final String EMAIL = "reader@unict.it";
  private static final String FIRST =
      "retry: 3000\nevent: heartbeat\ndata: {\"interval_seconds\":5}";

  @AutoClose private static final ServiceRig rig = new ServiceRig();
  private static final HttpClient http = EventStreamClient.http(rig.vertx);

  private static EventStreamClient open(String airports) throws Exception {
    EventStreamClient client =
        EventStreamClient.open(
            http, rig.port("data-collector http"), "/stream?airports=" + airports);
    assertThat(client.next().text()).isEqualTo(FIRST);
    return client;
  }

  private static JsonObject event(EventStreamClient client) throws Exception {
    Block block = client.next();
    while (block.type().equals("heartbeat")) {
      block = client.next();
    }
    assertThat(block.type()).isEqualTo("airport");
    return block.data();
  }

  /** Stores a departure as another replica does, without an event of this process. */
  private static void storeElsewhere(String airport, long firstSeen) {
    rig.store(
        "flights",
        new JsonObject()
            .put("_id", "abc123:" + firstSeen)
            .put("airport", airport)
            .put("source", "opensky")
            .put("first_seen", firstSeen)
            .put("run", 1L)
            .put(
                "flight",
                new JsonObject()
                    .put("icao24", "abc123")
                    .put("firstSeen", firstSeen)
                    .put("lastSeen", firstSeen + 3_600)
                    .put("estDepartureAirport", airport)));
    rig.update(
        "collections",
        new JsonObject().put("_id", airport),
        new JsonObject().put("$inc", new JsonObject().put("flights_version", 1L)));
  }

  private static JsonArray flights(String airport, Map<String, String> headers) {
    String uri = "/airports/" + airport + "/flights";
    HttpReply reply = await(rig.http.send(HttpMethod.GET, uri, headers, Buffer.buffer()));
    return reply.json().getJsonArray("flights");
  }

  @Test
  void eventsShouldShowTheStateOnConnectAndAfterAFollow() throws Exception {
    // given
    EventStreamClient client = open("cta,LICC,MUC");

    // when
    List<JsonObject> first = List.of(event(client), event(client));
    rig.follow(EMAIL, "LICC");
    JsonObject changed = event(client);

    // then
    assertThat(client.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(client.header("Cache-Control")).isEqualTo("no-store");
    assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
    assertThat(client.header("Content-Encoding")).isNull();
    assertThat(first)
        .containsExactlyInAnyOrder(state("LICC", 0, null, null), state("EDDM", 0, null, null));
    assertThat(changed.getLong("version")).isPositive();
    assertThat(changed.getString("data_source")).isEqualTo("mock");
    assertThat(changed.getLong("departures_24h")).isPositive();
    client.close();
  }

  private static JsonObject state(String airport, long version, String source, Long departures) {
    return new JsonObject()
        .put("airport", airport)
        .put("version", version)
        .put("last_read_at", null)
        .put("data_source", source)
        .put("simulated", source == null ? null : true)
        .put("departures_24h", departures);
  }

  @Test
  void eventShouldComeWhenAnotherReplicaStoresFlights() throws Exception {
    // given
    rig.follow(EMAIL, "EDDF");
    EventStreamClient client = open("FRA");
    long before = event(client).getLong("version");
    long now = System.currentTimeMillis() / 1_000;

    // when
    storeElsewhere("EDDF", now - 60);
    JsonObject changed = event(client);

    // then
    assertThat(changed.getLong("version")).isEqualTo(before + 1);
    assertThat(changed.getString("data_source")).isEqualTo("opensky");
    assertThat(changed.getLong("departures_24h")).isEqualTo(1);
    client.close();
  }

  @Test
  void freshReadsShouldContainWhatAnotherReplicaStored() {
    // given
    rig.follow(EMAIL, "LIRF");
    List<Integer> sizes = new ArrayList<>();
    long now = System.currentTimeMillis() / 1_000;

    // when
    storeElsewhere("LIRF", now - 120);
    sizes.add(flights("LIRF", Map.of("Cache-Control", "no-cache")).size());
    storeElsewhere("LIRF", now - 60);
    sizes.add(flights("LIRF", Map.of()).size());
    sizes.add(flights("LIRF", Map.of("cache-control", "no-transform, No-Cache")).size());
    sizes.add(flights("LIRF", Map.of()).size());

    // then
    assertThat(sizes).containsExactly(1, 1, 2, 2);
  }

  @Test
  void aircraftShouldBeSentOnConnectAndWheneverTheyMove() throws Exception {
    // given
    EventStreamClient client = open("CTA,EDDF&aircraft=cta");

    // when
    List<JsonObject> events = new ArrayList<>();
    while (events.size() < 2) {
      Block block = client.next();
      if (block.type().equals("aircraft")) {
        events.add(block.data());
      }
    }

    // then
    String uri = "/airports/LICC/aircraft";
    HttpReply reply = await(rig.http.send(HttpMethod.GET, uri, Map.of(), Buffer.buffer()));
    assertThat(events.get(1).fieldNames()).isEqualTo(reply.json().fieldNames());
    assertThat(events).allMatch(event -> event.getString("airport").equals("LICC"));
    assertThat(events).allMatch(event -> !event.getJsonArray("aircraft").isEmpty());
    assertThat(Instant.parse(events.get(1).getString("at")))
        .isAfter(Instant.parse(events.get(0).getString("at")));
    client.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                         400, airports",
    "airports=,                                  400, airports",
    "airports=LICC%2C,                           400, airports",
    "airports=LICC;EDDF,                         400, airports",
    "airports=A1%2CA2,                           400, airports",
    "airports=LICC&airports=EDDF,                400, airports",
    "airports=LICC%2CZZZZ%2CQQQQ,                400, 'ZZZZ, QQQQ'",
    "airports=LICC&aircraft=,                    400, aircraft",
    "airports=LICC&aircraft=LICC%2C,             400, aircraft",
    "airports=LICC&aircraft=FRA,                 400, EDDF",
    "airports=NK39&aircraft=NK39,                400, NK39"
  })
  void streamShouldBeRefusedWhenItsAirportsAreInvalid(String query, int status, String named) {
    // when
    HttpReply reply =
        await(rig.http.send(HttpMethod.GET, "/stream?" + query, Map.of(), Buffer.buffer()));

    // then
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().getJsonArray("errors").encode()).contains(named);
  }
}
