package dev.flightwatch.usermanager.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxRelayTest {
  private static final RelayTimes TIMES =
      new RelayTimes(
          Duration.ofSeconds(10),
          3,
          Duration.ofSeconds(2),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5));

  private final MemoryOutbox outbox = new MemoryOutbox();
  private final FaultyDataCollector dataCollector = new FaultyDataCollector();
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  private final Meters meters = Meters.detached();
  private final RelayMetrics metrics = new RelayMetrics(meters);
  private final OutboxRelay target = new OutboxRelay(outbox, dataCollector, TIMES, metrics, clock);

  @Test
  void deliverShouldRemoveDeletionWhenConfirmed() {
    // given
    Deletion deletion = outbox.add(1, clock.instant());

    // when
    Future<Boolean> delivered = target.deliver(deletion);

    // then
    assertThat(delivered.result()).isTrue();
    assertThat(outbox.idToPending).isEmpty();
  }

  @Test
  void deliverShouldKeepDeletionUntilItIsConfirmed() {
    // given
    Deletion deletion = outbox.add(1, clock.instant());
    Promise<Boolean> response = dataCollector.wait(Promise.promise());

    // when
    Future<Boolean> delivered = target.deliver(deletion);

    // then
    assertThat(delivered.isComplete()).isFalse();
    assertThat(outbox.idToPending).hasSize(1);
    response.complete(true);
    assertThat(delivered.result()).isTrue();
  }

  @Test
  void deliverShouldReportConfirmationWhenOutboxIsUnavailable() {
    // given
    Deletion deletion = outbox.add(1, clock.instant());
    outbox.unavailable = true;

    // then
    assertThat(target.deliver(deletion).result()).isTrue();
    assertThat(outbox.idToPending).hasSize(1);
  }

  @Test
  void deliverShouldDoubleBackoffUpToLimitWhenRefused() {
    // given
    Deletion deletion = outbox.add(1, clock.instant());
    dataCollector.refuse();

    // when
    Duration first = waitAfterRefusal(deletion);
    Duration second = waitAfterRefusal(latest(deletion));
    IntStream.range(0, 20).forEach(i -> waitAfterRefusal(latest(deletion)));
    Duration last = waitAfterRefusal(latest(deletion));

    // then
    assertThat(first).isEqualTo(Duration.ofSeconds(2));
    assertThat(second).isEqualTo(Duration.ofSeconds(4));
    assertThat(last).isEqualTo(Duration.ofMinutes(5));
  }

  private Duration waitAfterRefusal(Deletion deletion) {
    assertThat(target.deliver(deletion).result()).isFalse();
    return Duration.between(clock.instant(), outbox.nextAttemptAt(deletion));
  }

  private Deletion latest(Deletion deletion) {
    return outbox.idToPending.get(deletion.messageId()).deletion();
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID", "INTERNAL", "OVERLOADED", "NOT_FOUND"})
  void deliverShouldCountRefusalWhenDataCollectorFails(ErrorKind kind) {
    // given
    Deletion deletion = outbox.add(1, clock.instant());
    dataCollector.fail(kind);

    // then
    assertThat(target.deliver(deletion).result()).isFalse();
    assertThat(latest(deletion).refusals()).isOne();
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "TIMEOUT"})
  void sweepShouldTryOneDeletionPerProbeIntervalWhenDataCollectorIsUnreachable(ErrorKind kind) {
    // given
    IntStream.range(0, 3).forEach(i -> outbox.add(i, clock.instant()));
    dataCollector.fail(kind);
    target.sweep();
    int before = dataCollector.received.size();

    // when
    clock.advance(Duration.ofSeconds(4));
    target.sweep();
    int early = dataCollector.received.size();
    clock.advance(Duration.ofSeconds(1));
    target.sweep();
    target.sweep();

    // then
    assertThat(early).isEqualTo(before);
    assertThat(dataCollector.received).hasSize(before + 1);
    assertThat(outbox.idToPending.values()).allMatch(pending -> pending.deletion().refusals() == 0);
  }

  @Test
  void sweepShouldDeliverAllWhenDataCollectorIsReachableAgain() {
    // given
    IntStream.range(0, 10).forEach(i -> outbox.add(i, clock.instant()));
    dataCollector.fail(ErrorKind.UNAVAILABLE);
    target.sweep();
    clock.advance(Duration.ofSeconds(5));
    dataCollector.confirm();

    // when
    target.sweep();
    target.sweep();

    // then
    assertThat(outbox.idToPending).isEmpty();
  }

  @Test
  void sweepShouldDeliverNothingWhenNothingIsDue() {
    // given
    outbox.add(1, clock.instant().plusSeconds(1));

    // when
    target.sweep();

    // then
    assertThat(dataCollector.received).isEmpty();
  }

  @Test
  void sweepShouldClaimDeletionBeforeDelivery() {
    // given
    Deletion deletion = outbox.add(1, clock.instant());
    dataCollector.wait(Promise.promise());

    // when
    target.sweep();

    // then
    assertThat(outbox.nextAttemptAt(deletion)).isEqualTo(clock.instant().plusSeconds(10));
  }

  @Test
  void sweepShouldDeliverNothingWhenStopped() {
    // given
    outbox.add(1, clock.instant());
    target.stop();

    // when
    target.sweep();

    // then
    assertThat(dataCollector.received).isEmpty();
  }
}
