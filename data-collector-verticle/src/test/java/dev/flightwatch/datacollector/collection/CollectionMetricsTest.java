package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFlights.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.Source;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectionMetricsTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private final CollectionRig rig = new CollectionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void assertShown(String... lines) {
    assertThat(rig.meters.text().lines()).contains(lines);
  }

  private static String collections(String kind, String outcome, int times) {
    return "flightwatch_collections_total{kind=\"%s\",outcome=\"%s\"} %s"
        .formatted(kind, outcome, (double) times);
  }

  private static String flights(String kind, int times) {
    return "flightwatch_flights_saved_total{kind=\"%s\"} %s".formatted(kind, (double) times);
  }

  @Test
  void metricsShouldBeZeroOrUnknownBeforeTheFirstCollection() {
    assertThat(rig.meters.name("requests_shed_total")).isEqualTo("flightwatch_requests_shed_total");
    assertShown(
        collections("live", "read", 0),
        collections("day", "failed", 0),
        flights("mock", 0),
        "flightwatch_lease_losses_total 0.0",
        "flightwatch_last_collection_age_seconds NaN",
        "flightwatch_airports_followed NaN");
    assertThat(rig.metrics.last()).isEmpty();
  }

  @Test
  void readsShouldBeCountedWithTheirFlights() {
    // given
    rig.source.respond(ScriptedSource.read(row("4ca8e5", NOON), row("4ca8e6", NOON)));

    // when
    rig.follow();
    rig.clock.advance(CollectionRig.PERIOD.plusSeconds(75));
    rig.due();
    rig.clock.advance(Duration.ofSeconds(90));

    // then
    assertShown(
        collections("live", "read", 2),
        flights("new", 2),
        flights("seen", 2),
        "flightwatch_collection_seconds_count{kind=\"live\"} 2",
        "flightwatch_last_collection_age_seconds 90.0",
        "flightwatch_last_read_age_seconds 90.0",
        "flightwatch_airports_followed 1.0",
        "flightwatch_collection_overdue_seconds 75.0",
        "flightwatch_collection_interval_seconds 600.0");
    assertThat(rig.metrics.last().orElseThrow().source()).isEqualTo(Source.OPENSKY);
  }

  @Test
  void mockFlightsFailuresAndLostLeasesShouldBeCountedSeparately() {
    // when
    rig.source.respond(ScriptedSource.notRead());
    rig.follow();
    int written = rig.stored(Source.MOCK).size();
    rig.source.respond(Future.failedFuture("a defect"));
    rig.clock.advance(CollectionRig.PERIOD);
    rig.due();
    rig.clock.advance(CollectionRig.LEASE.plusSeconds(1));
    rig.source.script(
        query -> {
          rig.stealLease();
          return ScriptedSource.notRead();
        });
    rig.due();

    // then
    assertShown(
        collections("live", "mock", 1),
        flights("mock", written),
        flights("new", 0),
        collections("live", "failed", 1),
        "flightwatch_lease_losses_total 1.0",
        "flightwatch_last_read_age_seconds NaN");
  }

  @Test
  void finishedDaysShouldBeCountedSeparately() {
    // given
    Instant yesterday = NOON.minus(Duration.ofDays(1));
    rig.store(LICC, yesterday, yesterday);
    rig.source.respondOnDays(ScriptedSource.notRead());

    // when
    rig.due();
    rig.source.respond(ScriptedSource.read(row("4ca8e5", yesterday)));
    rig.clock.advance(CollectionRig.PERIOD);
    rig.due();

    // then
    assertShown(
        collections("day", "unread", 1),
        collections("day", "read", 1),
        "flightwatch_collection_seconds_count{kind=\"day\"} 1");
  }
}
