package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flightwatch.embedded.opensky.TrafficPlan;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The whole service with days of traffic: its responses must equal what this test calculates from
 * the emulator's traffic.
 */
class CollectedTrafficTest {
  private static final int DAYS_FOLLOWED = 4;
  private static final String EMAIL = "sara@unict.it";
  private static final JsonObject QUICK =
      new JsonObject()
          .put("poll_interval_seconds", 0.2)
          .put("opensky_daily_credits", 0)
          .put("backfill_days", 0);

  private EmulatedSkyRig rig;

  @Test
  void responsesShouldAgreeWithSeededTraffic() {
    TrafficPlan plan = new TrafficPlan.Seeded(7);

    assertResponsesAgree(plan, Set.of("LICC", "LSZB", "CDL8", "FHAW"));
  }

  @Test
  void responsesShouldAgreeWithRecordings() {
    String folder = System.getProperty("flightwatch.recordings", "");
    assumeTrue(!folder.isEmpty(), "no folder of recordings is set");

    assertResponsesAgree(new TrafficPlan.Replayed(Path.of(folder), Duration.ofMinutes(20)), null);
  }

  /**
   * @param some the airports to check; null for all airports of the traffic
   */
  private void assertResponsesAgree(TrafficPlan plan, Set<String> some) {
    rig = new EmulatedSkyRig(plan, QUICK);
    try {
      Set<String> airports = some == null ? rig.emulator().traffic().airports() : some;
      assertThat(airports).isNotEmpty();
      airports.forEach(this::followedForDays);
      airports.forEach(airport -> awaitUntil(rig.service.vertx, () -> isRead(airport)));
      airports.forEach(this::assertLast);
      airports.forEach(this::assertAverages);
      airports.forEach(this::assertStatistics);
      assertList(airports);
    } finally {
      rig.close();
    }
  }

  /** Follows an airport as if it had been followed, and read once, days ago. */
  private void followedForDays(String airport) {
    long then = rig.now.minus(Duration.ofDays(DAYS_FOLLOWED)).toEpochMilli();
    rig.service.store(
        "collections",
        JsonObject.of("_id", airport, "first_followed", then, "next_due", then, "lease_until", then)
            .put("read_until", then));
    assertThat(rig.service.follow(EMAIL, airport).status()).isEqualTo(200);
  }

  /** Days are read oldest first, so the last settled day is read last. */
  private boolean isRead(String airport) {
    LocalDate last = lastSettled();
    return rig.service.documents("collections", JsonObject.of("_id", airport)).stream()
        .anyMatch(
            progress ->
                progress.getJsonArray("days_read", new JsonArray()).contains(last.toString()));
  }

  private LocalDate lastSettled() {
    int beforeSettled = rig.now.atOffset(ZoneOffset.UTC).getHour() < 4 ? 2 : 1;
    return LocalDate.ofInstant(rig.now, ZoneOffset.UTC).minusDays(beforeSettled);
  }

  /** Returns the expected flights of an airport, newest first. */
  private List<JsonObject> expected(String airport) {
    LocalDate first = lastSettled().minusDays(DAYS_FOLLOWED);
    long begin = first.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    return rig
        .emulator()
        .traffic()
        .departures(airport, begin, rig.now.getEpochSecond(), rig.now)
        .stream()
        .map(CollectedTrafficTest::asInResponses)
        .sorted(newestFirst())
        .toList();
  }

  private static JsonObject asInResponses(JsonObject flight) {
    String callsign = flight.getString("callsign");
    String trimmed = callsign == null ? "" : callsign.trim();
    return flight
        .put("callsign", trimmed.isEmpty() ? null : trimmed)
        .put("source", "opensky")
        .put("simulated", true);
  }

  private static Comparator<JsonObject> newestFirst() {
    return Comparator.<JsonObject>comparingLong(flight -> flight.getLong("firstSeen"))
        .thenComparing(flight -> flight.getString("icao24"))
        .reversed();
  }

  private void assertLast(String airport) {
    List<JsonObject> expected = expected(airport);
    if (expected.isEmpty()) {
      assertThat(rig.last(airport).status()).isEqualTo(404);
    } else {
      assertThat(rig.last(airport).body().toString()).isEqualTo(expected.get(0).encode());
    }
  }

  private void assertAverages(String airport) {
    for (int days = 1; days <= DAYS_FOLLOWED; days++) {
      List<Double> expected = new ArrayList<>();
      expected.add(averageNow(airport, days));
      JsonObject average = rig.average(airport, days);
      // The window has moved in the meantime and may have lost a flight.
      expected.add(averageNow(airport, days));
      assertThat(average.getDouble("average_flights")).as(airport + " " + days).isIn(expected);
      assertThat(average.getString("data_source"))
          .isEqualTo(expected.get(0) == 0 ? null : "opensky");
    }
  }

  /** The local days that consist of settled UTC dates. */
  private void assertStatistics(String airport) {
    List<JsonObject> departures = expected(airport);
    for (String timezone : List.of("UTC", "America/New_York", "Asia/Kathmandu")) {
      List<JsonObject> days =
          statistics(airport, timezone).getJsonArray("days").stream()
              .map(JsonObject.class::cast)
              .filter(day -> day.getString("departures_coverage").equals("final"))
              .toList();
      assertThat(days).as(airport).hasSizeBetween(DAYS_FOLLOWED - 1, DAYS_FOLLOWED);
      for (JsonObject day : days) {
        long flights =
            departures.stream()
                .map(flight -> Instant.ofEpochSecond(flight.getLong("firstSeen")))
                .map(time -> LocalDate.ofInstant(time, ZoneId.of(timezone)).toString())
                .filter(day.getString("date")::equals)
                .count();
        assertThat(day.getLong("departures")).as("%s %s", airport, day).isEqualTo(flights);
      }
    }
  }

  private JsonObject statistics(String airport, String timezone) {
    return rig.service
        .http
        .get(
            "/airports/" + airport + "/statistics",
            "from",
            lastSettled().minusDays(DAYS_FOLLOWED - 1).toString(),
            "to",
            lastSettled().toString(),
            "timezone",
            timezone)
        .json();
  }

  private double averageNow(String airport, int days) {
    long begin = Instant.now().getEpochSecond() - days * 86_400L;
    long flights =
        expected(airport).stream().filter(flight -> flight.getLong("firstSeen") >= begin).count();
    return Math.round(flights * 100.0 / days) / 100.0;
  }

  private void assertList(Set<String> airports) {
    List<JsonObject> expected =
        airports.stream()
            .flatMap(airport -> expected(airport).stream())
            .sorted(newestFirst())
            .toList();
    assertThat(expected).hasSizeGreaterThan(5);
    String json = new JsonArray(expected).encode();
    assertThat(new JsonArray(rig.flights(EMAIL, 1_000)).encode()).isEqualTo(json);
    assertThat(new JsonArray(rig.flights(EMAIL, 17)).encode()).isEqualTo(json);
  }
}
