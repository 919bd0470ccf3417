package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.collection.CollectionRig.FOLLOWS_QUESTION;
import static dev.flightwatch.datacollector.collection.CollectionRig.LEASE;
import static dev.flightwatch.datacollector.collection.CollectionRig.PERIOD;
import static dev.flightwatch.datacollector.testing.Waiting.await;
import static dev.flightwatch.datacollector.testing.Waiting.pass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.MemoryFlightStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A follow of an airport that another replica is reading. */
class WaitingFollowTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private CollectionRig rig = new CollectionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private Lease anotherClaims(Instant now) {
    Lease lease = new Lease("LICC", "another", now.plus(LEASE));
    assertThat(await(rig.collections.claim(lease, Instant.MAX, now))).isPresent();
    return lease;
  }

  private void anotherEnds(Lease lease, Progress progress) {
    assertThat(await(rig.collections.advance(lease.released(), progress))).isTrue();
  }

  private void assertWaits(Future<Void> follow) {
    pass(rig.vertx, 60);
    assertThat(follow.isComplete()).as("has answered before the other was done").isFalse();
  }

  /** Soon, and not only when the time of a follow is over. */
  private static void assertAnswers(Future<Void> follow) {
    long begin = System.nanoTime();
    await(follow);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void collectShouldWaitUntilTheOtherHasRead() {
    // given
    Lease another = anotherClaims(NOON);
    Future<Void> follow = rig.startFollow("LICC");
    assertWaits(follow);

    // when
    anotherEnds(another, Progress.begun(NOON).withNextDue(NOON.plus(PERIOD)).read(NOON, NOON));

    // then
    assertAnswers(follow);
    assertThat(rig.source.queries).isEmpty();
  }

  @Test
  void collectShouldWaitUntilTheOtherHasMadeMockFlights() {
    // given
    Lease another = anotherClaims(NOON);
    Future<Void> follow = rig.startFollow("LICC");
    assertWaits(follow);

    // when
    anotherEnds(another, Progress.begun(NOON).withNextDue(NOON.plus(PERIOD)));

    // then
    assertAnswers(follow);
    assertThat(rig.source.queries).isEmpty();
  }

  @Test
  void collectShouldWaitTooWhenTheRunBeforeMadeMockFlightsLately() {
    // given
    Progress mocked = Progress.begun(NOON).withNextDue(NOON.plus(PERIOD));
    anotherEnds(anotherClaims(NOON), mocked);
    rig.clock.advance(Duration.ofMinutes(1));
    Lease another = anotherClaims(rig.clock.instant());
    Future<Void> follow = rig.startFollow("LICC");
    assertWaits(follow);

    // when
    anotherEnds(another, mocked.read(rig.clock.instant(), rig.clock.instant()));

    // then
    assertAnswers(follow);
    assertThat(rig.source.queries).isEmpty();
  }

  @Test
  void collectShouldWaitTooWhenTheOtherClaimsANewAirportAMomentLater() {
    // given the other's claim falls between our look and our claim
    rig.close();
    rig =
        new CollectionRig(
            new MemoryFlightStore(),
            new MemoryCollectionStore() {
              @Override
              public Future<Optional<Progress>> progress(String airport) {
                Future<Optional<Progress>> seen = super.progress(airport);
                if (lease(airport) == null) {
                  Instant now = rig.clock.instant().plusMillis(5);
                  super.claim(new Lease(airport, "another", now.plus(LEASE)), now, now);
                }
                return seen;
              }
            },
            times -> times);

    // when
    Future<Void> follow = rig.startFollow("LICC");

    // then
    assertWaits(follow);
    anotherEnds(
        rig.collections.lease("LICC"),
        Progress.begun(NOON).withNextDue(NOON.plus(PERIOD)).read(NOON, NOON));
    assertAnswers(follow);
    assertThat(rig.source.queries).isEmpty();
  }

  @Test
  void collectShouldReadItselfWhenTheOtherDies() {
    // given
    anotherClaims(NOON.minus(LEASE).plusSeconds(1));
    Future<Void> follow = rig.startFollow("LICC");
    assertWaits(follow);

    // when
    rig.clock.advance(Duration.ofSeconds(2));

    // then
    assertAnswers(follow);
    assertThat(rig.source.queries).hasSize(1);
    assertThat(rig.source.lastQuery().timeLimit()).isEqualTo(FOLLOWS_QUESTION.minusSeconds(2));
  }

  @Test
  void collectShouldLeaveTheAirportToOthersWhenItIsTooLateToAsk() {
    // given
    anotherClaims(NOON.minus(LEASE).plus(FOLLOWS_QUESTION));
    Future<Void> follow = rig.startFollow("LICC");
    assertWaits(follow);

    // when
    rig.clock.advance(FOLLOWS_QUESTION.plusMillis(1));
    assertWaits(follow);
    rig.clock.advance(Duration.ofSeconds(1));

    // then
    assertAnswers(follow);
    assertThat(rig.source.queries).isEmpty();
    assertThat(rig.progress("LICC").nextDue()).isBefore(NOON);
    assertThat(rig.published).isEmpty();
  }

  @Test
  void collectShouldAnswerAfterItsTimeWhenTheOtherIsNotDone() {
    // given
    anotherClaims(NOON);
    Future<Void> follow = rig.startFollow("LICC");
    assertWaits(follow);

    // when
    rig.clock.advance(CollectionRig.FOLLOW);

    // then
    assertAnswers(follow);
    assertThat(rig.source.queries).isEmpty();
    assertThat(rig.published).isEmpty();
  }
}
