package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.collection.CollectionRig.LEASE;
import static dev.flightwatch.datacollector.collection.CollectionRig.PARALLEL;
import static dev.flightwatch.datacollector.collection.CollectionRig.PERIOD;
import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIMC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static dev.flightwatch.datacollector.testing.TestFutures.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.opensky.FlightQuery;
import dev.flightwatch.datacollector.opensky.ReadResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The collection of all due airports. */
class DueRunTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private final CollectionRig rig = new CollectionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void followMany(int airports) {
    rig.followed.clear();
    IntStream.range(0, airports)
        .forEach(i -> rig.followed.add(new AirportCode(String.format("%04d", i))));
  }

  private List<AirportCode> queriedAirports() {
    return rig.source.queries.stream().map(FlightQuery::airport).toList();
  }

  @Test
  void collectDueShouldReadEachAirportOncePerPeriod() {
    // given
    rig.followed.add(LIRF);
    rig.assertShown("flightwatch_airports_followed NaN");

    // when
    int first = rig.due();
    int again = rig.due();
    rig.clock.advance(PERIOD.plusSeconds(75));
    int next = rig.due();

    // then
    assertThat(List.of(first, again, next)).containsExactly(2, 0, 2);
    assertThat(queriedAirports()).containsExactly(LICC, LIRF, LICC, LIRF);
    assertThat(rig.source.lastQuery().timeLimit()).isEqualTo(CollectionRig.TIMES.call());
    rig.clock.advance(Duration.ofSeconds(90));
    rig.assertShown(
        "flightwatch_collections_total{kind=\"live\",outcome=\"read\"} 4.0",
        "flightwatch_collection_seconds_count{kind=\"live\"} 4",
        "flightwatch_last_read_age_seconds 90.0",
        "flightwatch_airports_followed 2.0",
        "flightwatch_collection_overdue_seconds 75.0",
        "flightwatch_collection_interval_seconds 600.0");
  }

  @Test
  void collectDueShouldSkipAnAirportWithALease() {
    // given
    rig.followed.add(LIRF);
    await(rig.collections.claim(new Lease(LICC, "other replica", NOON.plus(LEASE)), NOON, NOON));

    // when
    int collected = rig.due();

    // then
    assertThat(collected).isEqualTo(1);
    assertThat(queriedAirports()).containsExactly(LIRF);
  }

  @Test
  void collectDueShouldSkipAnAirportThatAnotherReplicaHasReadSinceTheQuery() {
    // given: one airport at a time is read, each takes longer than a period
    followMany(PARALLEL + 1);
    AirportCode last = rig.followed.get(PARALLEL);
    rig.source.script(
        query -> {
          if (rig.source.queries.size() == PARALLEL) {
            rig.store(last, NOON, rig.clock.instant());
            rig.clock.advance(PERIOD.plusSeconds(1));
          }
          return rig.vertx.timer(2, TimeUnit.MILLISECONDS).map(v -> ReadResult.read(List.of()));
        });

    // when
    int collected = rig.due();

    // then
    assertThat(collected).isEqualTo(PARALLEL);
    assertThat(queriedAirports()).doesNotContain(last);
  }

  @Test
  void collectDueShouldContinueAfterAFullQuery() {
    // given
    followMany(PARALLEL * 11);

    // then
    assertThat(rig.due()).isEqualTo(PARALLEL * 11);
  }

  @Test
  void collectDueShouldReadAllAirportsWithBoundedConcurrency() {
    // given
    followMany(30);
    rig.source.script(
        query -> rig.vertx.timer(2, TimeUnit.MILLISECONDS).map(v -> ReadResult.read(List.of())));

    // when
    int collected = rig.due();

    // then
    assertThat(collected).isEqualTo(30);
    assertThat(queriedAirports()).doesNotHaveDuplicates().hasSize(30);
    assertThat(rig.source.maxInFlight).hasValue(PARALLEL);
  }

  @Test
  void collectDueShouldContinueWhenAnAirportFails() {
    // given
    rig.followed.addAll(List.of(LIRF, LIMC, EDDF));
    rig.source.script(
        query ->
            query.airport().equals(LICC)
                ? Future.failedFuture(new IllegalStateException("a defect"))
                : ScriptedSource.read());

    // when
    int collected = rig.due();

    // then
    assertThat(collected).isEqualTo(3);
    assertThat(queriedAirports()).containsExactlyInAnyOrder(LICC, LIRF, LIMC, EDDF);
    rig.assertShown("flightwatch_collections_total{kind=\"live\",outcome=\"failed\"} 1.0");
    assertThat(rig.progress(LICC).nextDue()).isEqualTo(NOON);
    assertThat(rig.progress(EDDF).nextDue()).isEqualTo(NOON.plus(PERIOD));
  }

  @Test
  void collectDueShouldJoinARunInProgress() {
    // given
    Promise<ReadResult> result = Promise.promise();
    rig.source.respond(result.future());
    Future<Integer> first = rig.startDue();
    awaitUntil(rig.vertx, () -> !rig.source.queries.isEmpty());
    rig.followed.add(LIRF);

    // when
    Future<Integer> second = rig.startDue();
    await(on(rig.context, Future::succeededFuture));
    rig.context.runOnContext(v -> result.complete(ReadResult.read(List.of())));

    // then
    assertThat(await(first)).isEqualTo(1);
    assertThat(await(second)).isEqualTo(1);
    assertThat(queriedAirports()).containsExactly(LICC);
  }

  @Test
  void collectDueShouldExtendTheLeaseForTheDayAfterASlowRead() {
    // given: an airport with a finished day to read, whose live read takes most of the lease
    Instant yesterday = NOON.minus(Duration.ofDays(1));
    await(rig.collections.claim(new Lease(LICC, "a", Instant.EPOCH), yesterday, yesterday));
    Promise<Instant> leaseDuringDay = Promise.promise();
    rig.source.script(
        query -> {
          if (!ScriptedSource.isOfDay(query)) {
            rig.clock.advance(LEASE.minusSeconds(1));
          } else {
            leaseDuringDay.tryComplete(rig.collections.lease(LICC).until());
          }
          return ScriptedSource.read();
        });

    // when
    rig.due();

    // then
    assertThat(await(leaseDuringDay.future())).isEqualTo(rig.clock.instant().plus(LEASE));
  }

  @Test
  void stopShouldWaitForRunningAirportsAndStartNoOthers() {
    // given
    followMany(10_000);
    Promise<ReadResult> result = Promise.promise();
    rig.source.respond(result.future());
    Future<Integer> run = rig.startDue();
    awaitUntil(rig.vertx, () -> rig.source.queries.size() == PARALLEL);

    // when
    Future<Void> stopped = on(rig.context, () -> rig.target.stop(Duration.ofSeconds(10)));
    rig.context.runOnContext(v -> result.complete(ReadResult.read(List.of())));

    // then
    await(stopped);
    assertThat(await(run)).isEqualTo(PARALLEL);
    assertThat(rig.source.queries).hasSize(PARALLEL);
  }

  @Test
  void stopShouldNotWaitLongerThanTheDrain() {
    // given
    rig.source.respond(Promise.<ReadResult>promise().future());
    rig.startDue();
    Future<Void> follow = rig.startFollow(EDDF);
    awaitUntil(rig.vertx, () -> rig.source.queries.size() == 2);

    // when
    await(on(rig.context, () -> rig.target.stop(Duration.ofMillis(20))));

    // then
    assertThat(follow.isComplete()).isFalse();
  }
}
