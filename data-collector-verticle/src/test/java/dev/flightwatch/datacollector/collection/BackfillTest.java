package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.collection.CollectionRig.PERIOD;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.collection.InterruptedStores.Interruption;
import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.DayCounter;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.opensky.CreditBalance;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reading of an airport's history. */
class BackfillTest {
  private static final int DAYS = 5;
  private static final LocalDate YESTERDAY = LocalDate.parse("2026-03-09");

  private final CollectionRig rig = new CollectionRig(CollectionRig.withBackfill(DAYS));

  BackfillTest() {
    rig.source.script(query -> ScriptedSource.read());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Stream<String> datesQueried(Direction direction) {
    return rig.source.dayQueries.stream()
        .filter(query -> query.direction() == direction)
        .flatMap(
            query ->
                LocalDate.ofInstant(query.begin(), ZoneOffset.UTC)
                    .datesUntil(LocalDate.ofInstant(query.end(), ZoneOffset.UTC).plusDays(1)))
        .map(LocalDate::toString);
  }

  private void passPeriods(int periods) {
    for (int period = 0; period < periods; period++) {
      rig.due();
      rig.clock.advance(PERIOD);
    }
  }

  @Test
  void historyShouldBeReadOnceTheLatestDaysFirstAndDeparturesFirst() {
    // given
    rig.clock.set("2026-03-10T12:00:00.123456Z");

    // when
    rig.follow();
    passPeriods(3);

    // then: six days, of which the follow read the last one
    for (Direction direction : Direction.values()) {
      assertThat(datesQueried(direction))
          .containsExactly(
              "2026-03-09", "2026-03-07", "2026-03-08", "2026-03-05", "2026-03-06", "2026-03-04");
      assertThat(await(rig.counts.find(LICC, direction, YESTERDAY.minusDays(DAYS), YESTERDAY)))
          .hasSize(DAYS + 1)
          .extracting(DayCounts::coverage)
          .containsOnly(Coverage.FINAL);
    }
    assertThat(rig.source.dayQueries.stream().skip(2).map(query -> query.direction())).isSorted();
    assertThat(rig.progress(LICC).daysMissing(rig.clock.instant(), DAYS)).isZero();
    rig.assertShown("flightwatch_backfill_calls_left 0.0");
  }

  @Test
  void historyShouldStopWhenTheAirportIsUnfollowedAndContinueWhenItIsFollowedAgain() {
    // given
    rig.follow();
    rig.followed.clear();

    // when
    passPeriods(2);
    int whileUnfollowed = rig.source.dayQueries.size();
    rig.followed.add(LICC);
    passPeriods(2);

    // then
    assertThat(whileUnfollowed).isEqualTo(2);
    assertThat(datesQueried(Direction.ARRIVAL)).hasSize(DAYS + 1).doesNotHaveDuplicates();
  }

  @Test
  void historyShouldTakeHalfOfTheCreditsAndOneCallForEachAirportAtATime() {
    // given: 24 hours; half of the credits that the finished days leave are a few calls
    rig.clock.set("2026-03-10T00:00:00Z");
    Instant reset = Instant.parse("2026-03-11T00:00:00Z");
    rig.source.balance = () -> Optional.of(new CreditBalance(420, 420, reset));
    rig.followed.add(LIRF);
    rig.store(LICC, rig.clock.instant(), rig.clock.instant());
    rig.store(LIRF, rig.clock.instant(), rig.clock.instant());

    // when: the first call is made at once, because nothing is known about earlier ones
    for (int minute = 0; minute < 240; minute += 10) {
      passPeriods(1);
    }

    // then
    assertThat(rig.source.dayQueries).hasSizeBetween(1, 2);
  }

  /**
   * Each operation of the stores is the last one of a process; then another one continues. A day is
   * read again only while the call about it was not recorded.
   */
  @Test
  void historyShouldBeContinuedWithoutReadingARecordedDayAgainWhenAProcessIsKilled() {
    rig.follow();
    int missing = DAYS;
    for (int operation = 0; missing > 0; operation++) {
      assertThat(operation).isLessThan(60);
      DaysRead recorded = rig.progress(LICC).finishedDays();
      rig.source.dayQueries.clear();
      InterruptedStores stores =
          new InterruptedStores(rig.collections, rig.stores, rig.counts)
              .interrupt(Interruption.KILLED_BEFORE, operation);
      Future<Boolean> run = rig.onContext(() -> collector(stores).backfill(LICC, 1));
      await(Future.any(run, stores.interrupted()).otherwiseEmpty());
      assertThat(rig.source.dayQueries).hasSizeLessThanOrEqualTo(1);
      for (Direction direction : Direction.values()) {
        assertThat(datesQueried(direction).map(LocalDate::parse))
            .doesNotContainAnyElementsOf(recorded.of(direction));
      }
      rig.clock.advance(CollectionRig.LEASE.plusSeconds(1));
      missing = rig.progress(LICC).daysMissing(rig.clock.instant(), DAYS);
    }
  }

  private AirportCollector collector(InterruptedStores stores) {
    CollectionTimes times = CollectionRig.withBackfill(DAYS);
    SettableClock clock = rig.clock;
    return new AirportCollector(
        rig.vertx,
        new CollectionDependencies(
            rig.source,
            stores.flights,
            new DayCounter(stores.counts, stores.flights, Duration.ofDays(400), clock),
            stores.collections,
            rig.tasks,
            event -> Future.succeededFuture(),
            read -> Future.succeededFuture(),
            new CollectionMetrics(Meters.detached(), clock)),
        times,
        new CreditPlanner(rig.source, times, clock),
        clock);
  }

  @Test
  void historyShouldNotBeReadWhenItIsTurnedOff() {
    // given
    CollectionRig off = new CollectionRig();

    // when
    try (off) {
      off.source.script(query -> ScriptedSource.read());
      off.follow();
      off.due();

      // then
      assertThat(off.source.dayQueries).hasSize(2);
    }
  }
}
