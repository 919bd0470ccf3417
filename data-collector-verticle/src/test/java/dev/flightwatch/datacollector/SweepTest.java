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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deletion of old data by the deployed service. */
class SweepTest {
  private static final JsonObject ALL = new JsonObject();

  private final ServiceRig rig =
      new ServiceRig(
          (vertx, config) ->
              config
                  .put("sweep_seconds", 0.05)
                  .put("flights_retention_days", 3)
                  .put("tombstone_days", 30));

  @AfterEach
  void close() {
    rig.close();
  }

  private static Instant daysAgo(int days) {
    return Instant.now().minus(Duration.ofDays(days));
  }

  @Test
  void sweepShouldDeleteOnlyOldFlights() {
    // given
    rig.store("flights", new JsonObject().put("_id", "a:2").put("first_seen", seconds(2)));
    rig.store("flights", new JsonObject().put("_id", "a:4").put("first_seen", seconds(4)));

    // then
    awaitUntil(rig.vertx, () -> rig.stored("flights", ALL) == 1);
    assertThat(rig.stored("flights", new JsonObject().put("_id", "a:2"))).isEqualTo(1);
  }

  @Test
  void sweepShouldPublishThatOldFlightsWereDeleted() {
    // given
    List<FlightsSwept> events = new CopyOnWriteArrayList<>();
    await(Bus.of(rig.vertx).subscribe(FlightMessages.SWEPT, events::add));

    // when
    rig.store("flights", new JsonObject().put("_id", "a:4").put("first_seen", seconds(4)));

    // then
    awaitUntil(rig.vertx, () -> events.size() == 1);
    assertThat(events).containsExactly(new FlightsSwept(1));
    assertThat(rig.stored("flights", ALL)).isZero();
  }

  private static long seconds(int daysAgo) {
    return daysAgo(daysAgo).getEpochSecond();
  }

  @Test
  void sweepShouldDeleteOnlyOldTombstones() {
    // given
    rig.store("interests", tombstone("young", 29));
    rig.store("interests", tombstone("old", 31));
    rig.follow("sara@unict.it", "LICC");

    // then
    awaitUntil(rig.vertx, () -> rig.stored("interests", new JsonObject().put("_id", "old")) == 0);
    assertThat(rig.stored("interests", ALL)).isEqualTo(2);
  }

  private static JsonObject tombstone(String id, int daysAgo) {
    return new JsonObject().put("_id", id).put("deleted_at", daysAgo(daysAgo).toEpochMilli());
  }
}
