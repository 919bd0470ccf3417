package dev.flightwatch.usermanager.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxRelayTest {
  private static final Future<Boolean> CONFIRMS = Future.succeededFuture(true);
  private static final Future<Boolean> REFUSES = Future.succeededFuture(false);

  private final MemoryOutbox outbox = new MemoryOutbox();
  private final List<Deletion> received = new ArrayList<>();
  private Future<Boolean> response = CONFIRMS;
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  private final Meters meters = Meters.detached();
  private final RelayMetrics metrics = new RelayMetrics(meters);
  private final OutboxRelay target =
      new OutboxRelay(
          outbox, this::deleteData, RelayTimes.of(Duration.ofSeconds(2)), metrics, clock);

  private Future<Boolean> deleteData(Deletion deletion) {
    received.add(deletion);
    return response;
  }

  private static Future<Boolean> fails(ErrorKind kind) {
    return Future.failedFuture(ServiceException.of(kind, "peer", "The peer failed."));
  }

  @Test
  void deliverShouldKeepDeletionUntilItIsConfirmed() {
    // given
    Deletion deletion = outbox.add(1, clock.instant());
    Promise<Boolean> confirmation = Promise.promise();
    response = confirmation.future();

    // when
    Future<Boolean> delivered = target.deliver(deletion);

    // then
    assertThat(delivered.isComplete()).isFalse();
    assertThat(outbox.idToPending).hasSize(1);
    confirmation.complete(true);
    assertThat(delivered.result()).isTrue();
    assertThat(outbox.idToPending).isEmpty();
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
    response = REFUSES;

    // when
    List<Duration> waits =
        IntStream.range(0, 25).mapToObj(i -> waitAfterRefusal(latest(deletion))).toList();

    // then
    assertThat(waits).startsWith(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(waits).endsWith(Duration.ofMinutes(5), Duration.ofMinutes(5));
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
    response = fails(kind);

    // then
    assertThat(target.deliver(deletion).result()).isFalse();
    assertThat(latest(deletion).refusals()).isOne();
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "TIMEOUT"})
  void sweepShouldTryOneDeletionPerProbeIntervalWhileDataCollectorIsUnreachable(ErrorKind kind) {
    // given
    IntStream.range(0, 50).forEach(i -> outbox.add(i, clock.instant()));
    response = fails(kind);
    target.sweep();
    int before = received.size();

    // when
    clock.advance(Duration.ofSeconds(4));
    target.sweep();
    int early = received.size();
    clock.advance(Duration.ofSeconds(1));
    target.sweep();
    target.sweep();

    // then
    assertThat(early).isEqualTo(before);
    assertThat(received).hasSize(before + 1);
    assertThat(outbox.idToPending.values()).allMatch(pending -> pending.deletion().refusals() == 0);

    // when
    clock.advance(Duration.ofSeconds(5));
    response = CONFIRMS;
    target.sweep();
    target.sweep();

    // then
    assertThat(outbox.idToPending).isEmpty();
  }

  @Test
  void sweepShouldDeliverNothingWhenNothingIsDueOrItIsStopped() {
    // given
    outbox.add(1, clock.instant().plusSeconds(1));

    // when
    target.sweep();
    target.stop();
    clock.advance(Duration.ofSeconds(1));
    target.sweep();

    // then
    assertThat(received).isEmpty();
  }

  @Test
  void sweepShouldClaimDeletionBeforeDelivery() {
    // given
    Deletion deletion = outbox.add(1, clock.instant());
    response = Promise.<Boolean>promise().future();

    // when
    target.sweep();

    // then
    assertThat(received).containsExactly(deletion);
    assertThat(outbox.nextAttemptAt(deletion)).isEqualTo(clock.instant().plusSeconds(10));
  }

  @Test
  void deliveriesShouldBeCountedByOutcome() {
    // given
    Deletion deletion = outbox.add(1, clock.instant());

    // when
    for (Future<Boolean> next :
        List.of(REFUSES, fails(ErrorKind.UNAVAILABLE), fails(ErrorKind.TIMEOUT), CONFIRMS)) {
      response = next;
      target.deliver(deletion);
    }

    // then
    assertThat(meters.text().lines())
        .contains(
            "flightwatch_deliveries_total{outcome=\"refused\"} 1.0",
            "flightwatch_deliveries_total{outcome=\"unreachable\"} 2.0",
            "flightwatch_deliveries_total{outcome=\"confirmed\"} 1.0");
  }

  @Test
  void sampleShouldReportBacklogOrNaNWhenOutboxIsUnavailable() {
    outbox.add(1, clock.instant());
    assertBacklogIsReported("1.0", "90.0");

    outbox.unavailable = true;
    assertBacklogIsReported("NaN", "NaN");
  }

  private void assertBacklogIsReported(String pending, String oldestSeconds) {
    assertThat(metrics.sample(outbox).succeeded()).isTrue();
    assertThat(meters.text().lines())
        .contains(
            "flightwatch_outbox_pending " + pending,
            "flightwatch_outbox_oldest_seconds " + oldestSeconds);
  }
}
