package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.collection.CollectionRig.LEASE;
import static dev.flightwatch.datacollector.collection.CollectionRig.PERIOD;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A follow of an airport that another replica is reading. */
class WaitingFollowTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private static final CollectionProgress MOCKED =
      CollectionProgress.begun(NOON).withNextDue(NOON.plus(PERIOD));

  /** By it a follow ends long after a test has failed. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** The rest of the limit is for saving. */
  private static final Duration READ_LIMIT = Duration.ofSeconds(170);

  private final CollectionRig rig = new CollectionRig(CollectionRig.times(LEASE, LIMIT));

  @AfterEach
  void close() {
    rig.close();
  }

  private Lease claimByOther(Instant now) {
    Lease lease = new Lease(LICC, "other replica", now.plus(LEASE));
    assertThat(await(rig.collections.claim(lease, Instant.MAX, now))).isPresent();
    return lease;
  }

  private void endOther(Lease lease, CollectionProgress progress) {
    assertThat(await(rig.collections.advance(lease.released(), progress))).isTrue();
  }

  private void assertWaits(Future<Void> follow) {
    pass(rig.vertx, 60);
    assertThat(follow.isComplete()).as("has completed before the other run").isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void collectShouldWaitUntilTheOtherRunHasReadOrStoredMockFlights(boolean isRead) {
    // given
    Lease other = claimByOther(NOON);
    Future<Void> follow = rig.startFollow(LICC);
    assertWaits(follow);

    // when
    endOther(other, isRead ? MOCKED.afterLiveRead(NOON, NOON) : MOCKED);

    // then
    await(follow);
    assertThat(rig.source.queries).isEmpty();
  }

  @Test
  void collectShouldNotReadWhenAnotherRunHasReadSinceTheProgressWasFound() {
    // given
    endOther(claimByOther(NOON), MOCKED.afterLiveRead(NOON, NOON));
    rig.clock.advance(PERIOD.plusSeconds(1));
    Instant later = rig.clock.instant();
    AtomicBoolean isFirst = new AtomicBoolean(true);
    rig.collections.whenRead =
        found -> {
          if (isFirst.getAndSet(false)) {
            CollectionProgress read = MOCKED.withNextDue(later.plus(PERIOD));
            endOther(claimByOther(later), read.afterLiveRead(later, later));
          }
          return Future.succeededFuture(found);
        };

    // when
    rig.follow();

    // then
    assertThat(rig.source.queries).isEmpty();
  }

  @Test
  void collectShouldWaitWhenThePreviousRunStoredMockFlights() {
    // given
    endOther(claimByOther(NOON), MOCKED);
    rig.clock.advance(Duration.ofMinutes(1));
    Lease other = claimByOther(rig.clock.instant());
    Future<Void> follow = rig.startFollow(LICC);
    assertWaits(follow);

    // when
    endOther(other, MOCKED.afterLiveRead(rig.clock.instant(), rig.clock.instant()));

    // then
    await(follow);
    assertThat(rig.source.queries).isEmpty();
  }

  @Test
  void collectShouldWaitWhenAnotherReplicaClaimsANewAirportFirst() {
    // given: the other claim is between this replica's query and its claim
    rig.collections.whenRead =
        known -> {
          if (rig.collections.lease(LICC) == null) {
            claimByOther(NOON.plusMillis(5));
          }
          return Future.succeededFuture(known);
        };

    // when
    Future<Void> follow = rig.startFollow(LICC);

    // then
    assertWaits(follow);
    endOther(rig.collections.lease(LICC), MOCKED.afterLiveRead(NOON, NOON));
    await(follow);
    assertThat(rig.source.queries).isEmpty();
  }

  @Test
  void collectShouldReadWhenTheLeaseOfTheOtherRunExpires() {
    // given
    claimByOther(NOON.minus(LEASE).plusSeconds(1));
    Future<Void> follow = rig.startFollow(LICC);
    assertWaits(follow);

    // when
    rig.clock.advance(Duration.ofSeconds(2));

    // then
    await(follow);
    assertThat(rig.source.queries).hasSize(1);
    assertThat(rig.source.lastQuery().timeLimit()).isEqualTo(READ_LIMIT.minusSeconds(2));
  }

  @Test
  void collectShouldNotReadWhenTooLittleTimeIsLeft() {
    // given
    claimByOther(NOON.minus(LEASE).plus(READ_LIMIT));
    Future<Void> follow = rig.startFollow(LICC);
    assertWaits(follow);

    // when
    rig.clock.advance(READ_LIMIT.plusMillis(1));
    assertWaits(follow);
    rig.clock.advance(Duration.ofSeconds(10));

    // then
    await(follow);
    assertThat(rig.source.queries).isEmpty();
    assertThat(rig.progress(LICC).nextDue()).isBefore(rig.clock.instant());
    assertThat(rig.published).isEmpty();
  }
}
