package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsSwept;
import dev.flightwatch.toolkit.bus.Bus;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Deletion of old data by the deployed service. */
class SweepTest {
  private static final JsonObject ALL = new JsonObject();

  @AutoClose
  private final ServiceRig rig =
      new ServiceRig(
          (vertx, config) ->
              config
                  .put("sweep_seconds", 0.05)
                  .put("flights_retention_days", 3)
                  .put("tombstone_days", 30));

  private static Instant daysAgo(int days) {
    return Instant.now().minus(Duration.ofDays(days));
  }

  @Test
  void sweepShouldDeleteOnlyOldFlightsAndPublishTheirNumber() {
    // given
    List<FlightsSwept> events = new CopyOnWriteArrayList<>();
    await(Bus.of(rig.vertx).subscribe(FlightMessages.SWEPT, events::add));

    // when
    rig.store("flights", flight("a:2", 2));
    rig.store("flights", flight("a:4", 4));
    rig.store("arrivals", arrival("a:3", 3));
    rig.store("arrivals", arrival("a:5", 5));

    // then
    awaitUntil(rig.vertx, () -> events.stream().mapToLong(FlightsSwept::flights).sum() == 2);
    assertThat(rig.documents("flights", ALL))
        .extracting(flight -> flight.getString("_id"))
        .containsExactly("a:2");
    assertThat(rig.documents("arrivals", ALL))
        .extracting(flight -> flight.getString("_id"))
        .containsExactly("a:3");
  }

  private static JsonObject flight(String id, int daysAgo) {
    return JsonObject.of("_id", id, "first_seen", daysAgo(daysAgo).getEpochSecond());
  }

  private static JsonObject arrival(String id, int daysAgo) {
    return JsonObject.of("_id", id, "last_seen", daysAgo(daysAgo).getEpochSecond());
  }

  @Test
  void sweepShouldDeleteOnlyOldTombstones() {
    // given
    rig.store("interests", tombstone("young", 29));
    rig.store("interests", tombstone("old", 31));
    rig.store(
        "interests", JsonObject.of("_id", "active", "email", "sara@unict.it", "airport", "LICC"));

    // then
    awaitUntil(rig.vertx, () -> rig.stored("interests", JsonObject.of("_id", "old")) == 0);
    assertThat(rig.stored("interests", ALL)).isEqualTo(2);
  }

  private static JsonObject tombstone(String id, int daysAgo) {
    return JsonObject.of("_id", id, "deleted_at", daysAgo(daysAgo).toEpochMilli());
  }
}
