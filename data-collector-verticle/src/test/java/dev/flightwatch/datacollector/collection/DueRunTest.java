package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.collection.CollectionRig.LEASE;
import static dev.flightwatch.datacollector.collection.CollectionRig.PARALLEL;
import static dev.flightwatch.datacollector.collection.CollectionRig.PERIOD;
import static dev.flightwatch.datacollector.testing.Waiting.await;
import static dev.flightwatch.datacollector.testing.Waiting.awaitUntil;
import static dev.flightwatch.datacollector.testing.Waiting.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.opensky.DepartureQuery;
import dev.flightwatch.datacollector.opensky.Reading;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The run over all airports that are due. */
class DueRunTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private final CollectionRig rig = new CollectionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void followMany(int airports) {
    rig.followed.clear();
    IntStream.range(0, airports).forEach(i -> rig.followed.add(String.format("X%03d", i)));
  }

  private List<String> asked() {
    return rig.source.queries.stream().map(DepartureQuery::airport).toList();
  }

  @Test
  void collectDueShouldReadEachAirportOnceAPeriod() {
    // given
    rig.followed.add("LIRF");

    // when
    int first = rig.due();
    int again = rig.due();
    rig.clock.advance(PERIOD);
    int next = rig.due();

    // then
    assertThat(List.of(first, again, next)).containsExactly(2, 0, 2);
    assertThat(asked()).containsExactly("LICC", "LIRF", "LICC", "LIRF");
  }

  @Test
  void collectDueShouldLeaveAnAirportToWhoHasIt() {
    // given
    rig.followed.add("LIRF");
    await(rig.collections.claim(new Lease("LICC", "another", NOON.plus(LEASE)), NOON, NOON));

    // when
    int collected = rig.due();

    // then
    assertThat(collected).isEqualTo(1);
    assertThat(asked()).containsExactly("LIRF");
  }

  @Test
  void collectDueShouldReadAFewAtATimeAndAllInTheEnd() {
    // given
    followMany(30);
    rig.source.script(
        query -> rig.vertx.timer(2, TimeUnit.MILLISECONDS).map(v -> Reading.read(List.of())));

    // when
    int collected = rig.due();

    // then
    assertThat(collected).isEqualTo(30);
    assertThat(asked()).doesNotHaveDuplicates().hasSize(30);
    assertThat(rig.source.mostInFlight()).isEqualTo(PARALLEL);
  }

  @Test
  void collectDueShouldGoOnWhenOneAirportFails() {
    // given
    rig.followed.addAll(List.of("LIRF", "LIMC", "EDDF", "KJFK"));
    rig.source.script(
        query -> {
          if (query.airport().equals("LICC")) {
            throw new IllegalStateException("a defect");
          }
          return query.airport().equals("LIRF")
              ? Future.failedFuture(new IllegalStateException("another"))
              : ScriptedSource.read();
        });

    // when
    int collected = rig.due();

    // then
    assertThat(collected).isEqualTo(3);
    assertThat(asked()).containsExactlyInAnyOrder("LICC", "LIRF", "LIMC", "EDDF", "KJFK");
    assertThat(rig.progress("LICC").nextDue()).isEqualTo(NOON);
    assertThat(rig.progress("EDDF").nextDue()).isEqualTo(NOON.plus(PERIOD));
  }

  @Test
  void collectDueShouldNotBeginAnotherRunWhileOneIsUnderWay() {
    // given
    Promise<Reading> reading = Promise.promise();
    rig.source.answer(reading.future());
    Future<Integer> first = rig.startDue();
    awaitUntil(rig.vertx, () -> !rig.source.queries.isEmpty());
    rig.followed.add("LIRF");

    // when
    Future<Integer> second = rig.startDue();
    await(on(rig.context, Future::succeededFuture));
    rig.context.runOnContext(v -> reading.complete(Reading.read(List.of())));

    // then
    assertThat(await(first)).isEqualTo(1);
    assertThat(await(second)).isEqualTo(1);
    assertThat(asked()).containsExactly("LICC");
  }

  @Test
  void collectDueShouldTakeEachLiveReadsWholeTimeLimit() {
    // when
    rig.due();

    // then
    assertThat(rig.source.lastQuery().timeLimit()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void collectDueShouldKeepTheLeaseForTheDayThatFollowsASlowRead() {
    // given an airport with a finished day to read, whose live read takes most of a lease
    Instant yesterday = NOON.minus(Duration.ofDays(1));
    await(rig.collections.claim(new Lease("LICC", "a", Instant.EPOCH), yesterday, yesterday));
    Promise<Instant> leaseThen = Promise.promise();
    rig.source.script(
        query -> {
          if (rig.source.queries.size() == 1) {
            rig.clock.advance(LEASE.minusSeconds(1));
          } else {
            leaseThen.tryComplete(rig.collections.lease("LICC").until());
          }
          return ScriptedSource.read();
        });

    // when
    rig.due();

    // then
    assertThat(await(leaseThen.future())).isEqualTo(rig.clock.instant().plus(LEASE));
  }

  @Test
  void stopShouldEndTheAirportUnderWayAndBeginNoOther() {
    // given
    followMany(10_000);
    Promise<Reading> reading = Promise.promise();
    rig.source.answer(reading.future());
    Future<Integer> run = rig.startDue();
    awaitUntil(rig.vertx, () -> rig.source.queries.size() == PARALLEL);

    // when
    Future<Void> stopped = on(rig.context, () -> rig.target.stop(Duration.ofSeconds(10)));
    rig.context.runOnContext(v -> reading.complete(Reading.read(List.of())));

    // then
    await(stopped);
    assertThat(await(run)).isEqualTo(PARALLEL);
    assertThat(rig.source.queries).hasSize(PARALLEL);
  }

  @Test
  void stopShouldNotWaitLongerThanItsPatience() {
    // given
    rig.source.answer(Promise.<Reading>promise().future());
    rig.startDue();
    Future<Void> follow = rig.startFollow("EDDF");
    awaitUntil(rig.vertx, () -> rig.source.queries.size() == 2);

    // when
    await(on(rig.context, () -> rig.target.stop(Duration.ofMillis(20))));

    // then
    assertThat(follow.isComplete()).isFalse();
  }
}
