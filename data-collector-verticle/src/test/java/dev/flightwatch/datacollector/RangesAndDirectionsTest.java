package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.datacollector.testing.TestFlights;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The queries on arrivals and on ranges of time, of the deployed service. */
class RangesAndDirectionsTest {
  @AutoClose private static final ServiceRig rig = new ServiceRig();

  private static HttpReply get(String uri) {
    return await(rig.http.send(HttpMethod.GET, uri, Map.of(), Buffer.buffer()));
  }

  @BeforeAll
  static void storeDepartures() {
    follow("cursors@unict.it", "LIME");
    IntStream.range(0, 3).forEach(number -> departs("LIME", number));
  }

  /** Stores the interest itself: a follow depends on the user manager. */
  private static void follow(String email, String airport) {
    rig.store(
        "interests",
        JsonObject.of("_id", rig.users.idOf(email))
            .put("email", email)
            .put("derived", false)
            .put("airports", JsonArray.of(airport))
            .put("confirmed_at", 1));
  }

  /** Stores a departure, and returns its JSON. */
  private static JsonObject departs(String airport, int number) {
    Flight flight = TestFlights.real("bbbbb" + number, Instant.now().minusSeconds(60L * number));
    rig.store("flights", stored(airport, flight).put("first_seen", flight.firstSeen()));
    return flight.data().copy().put("source", "opensky").put("simulated", true);
  }

  @Test
  void readsShouldBeAboutArrivalsWhenTheDirectionIsArrival() {
    // given
    follow("arrivals@unict.it", "LIPE");
    JsonObject departed = departs("LIPE", 7);
    Instant now = Instant.now();
    List<Flight> landed =
        IntStream.range(0, 5).mapToObj(i -> landed(i, now.minusSeconds(3_600L * i))).toList();
    landed.forEach(flight -> rig.store("arrivals", stored("LIPE", flight)));
    List<JsonObject> expected =
        landed.stream()
            .map(f -> f.data().copy().put("source", "opensky").put("simulated", true))
            .toList();

    // when
    HttpReply last = rig.http.get("/flights/last", "airport", "LIPE", "direction", "arrival");
    HttpReply average =
        rig.http.get("/flights/average", "airport", "BLQ", "days", "2", "direction", "arrival");

    // then
    assertThat(last.json()).isEqualTo(expected.get(0));
    assertThat(average.json().getDouble("average_flights")).isEqualTo(2.5);
    assertThat(average.json().getString("data_source")).isEqualTo("opensky");
    assertThat(pages("/flights/my-interests?email=arrivals@unict.it&limit=2&direction=arrival", 3))
        .isEqualTo(expected);
    assertThat(pages("/airports/BLQ/flights?limit=2&direction=arrival", 3)).isEqualTo(expected);
    assertThat(pages("/airports/LIPE/flights?limit=500", 1)).containsExactly(departed);
  }

  @ParameterizedTest
  @CsvSource({"departure, LIRP, 1100", "arrival, LIRQ, 10", "departure, LIRN, 0"})
  void exportShouldHaveTheFlightsOfAllPages(String direction, String airport, int flights) {
    // given
    boolean departs = direction.equals("departure");
    Instant now = Instant.now();
    for (int i = 0; i < flights; i++) {
      Flight flight = TestFlights.real("%06x".formatted(i), now.minusSeconds(7_200 + i / 3));
      JsonObject stored = stored(airport, flight).put("first_seen", flight.firstSeen());
      rig.store(departs ? "flights" : "arrivals", stored);
    }
    String uri = "/airports/" + airport + "/flights?direction=" + direction;

    // when
    HttpReply lines = export(uri, "application/x-ndjson");
    HttpReply csv = export(uri, "text/csv");

    // then
    assertThat(lines.body().toString().lines().map(JsonObject::new))
        .isEqualTo(pages(uri + "&limit=500", Math.max(1, (flights + 499) / 500)))
        .hasSize(flights);
    assertThat(csv.body().toString().lines().skip(1).map(row -> row.split(",")[0]))
        .isEqualTo(
            lines
                .body()
                .toString()
                .lines()
                .map(line -> new JsonObject(line).getString("icao24"))
                .toList());
  }

  private static HttpReply export(String uri, String accept) {
    return await(rig.http.send(HttpMethod.GET, uri, Map.of("Accept", accept), Buffer.buffer()));
  }

  private static Flight landed(int number, Instant time) {
    return TestFlights.real("aaaaa" + number, time.minusSeconds(3_600));
  }

  private static JsonObject stored(String airport, Flight flight) {
    return JsonObject.of("_id", flight.id(), "airport", airport, "source", "opensky")
        .put("last_seen", flight.data().getLong("lastSeen"))
        .put("run", 1)
        .put("flight", flight.data());
  }

  /** Returns the flights of all pages, of which there are so many. */
  private static List<JsonObject> pages(String uri, int number) {
    List<JsonObject> flights = new ArrayList<>();
    List<String> ranges = new ArrayList<>();
    String next = "";
    while (next != null) {
      HttpReply reply = get(uri + next);
      assertThat(reply.status()).isEqualTo(200);
      reply.json().getJsonArray("flights").forEach(flight -> flights.add((JsonObject) flight));
      ranges.add(reply.json().getString("from") + " " + reply.json().getString("to"));
      next =
          reply.json().getString("next") == null
              ? null
              : "&cursor=" + reply.json().getString("next");
    }
    assertThat(ranges).hasSize(number).allMatch(range -> range.equals(ranges.get(0)));
    return flights;
  }

  @ParameterizedTest
  @CsvSource({
    "/airports/LIME/flights?limit=1, /airports/LIME/flights?direction=arrival",
    "/airports/LIME/flights?limit=1, /airports/LICC/flights?limit=1",
    "/airports/LIME/flights?limit=1, /airports/LIME/flights?from=2026-03-01",
    "/airports/LIME/flights?limit=1, /airports/LIME/flights?to=2026-03-01",
    "/airports/LIME/flights?limit=1, /flights/my-interests?email=cursors@unict.it",
    "/flights/my-interests?email=cursors@unict.it&limit=1, /airports/LIME/flights?limit=1",
    "/flights/my-interests?email=cursors@unict.it&limit=1,"
        + "/flights/my-interests?email=cursors@unict.it&direction=arrival"
  })
  void pagesShouldRejectACursorOfAnotherQuery(String first, String other) {
    // given
    HttpReply page = get(first);
    String cursor = "&cursor=" + page.json().getString("next");

    // when
    HttpReply next = get(first + cursor);
    HttpReply wrong = get(other + cursor);

    // then
    assertThat(next.status()).isEqualTo(200);
    assertThat(next.json().getJsonArray("flights")).hasSize(1);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.fields()).containsExactly("cursor");
  }
}
