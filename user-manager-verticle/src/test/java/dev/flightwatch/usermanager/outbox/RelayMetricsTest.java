package dev.flightwatch.usermanager.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.users.Deletion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RelayMetricsTest {
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
  private final RelayMetrics target = new RelayMetrics(meters);

  private void assertShown(String line) {
    assertThat(meters.text().lines()).contains(line);
  }

  @Test
  void deliveriesShouldBeCountedByTheirResults() {
    // given
    OutboxRelay relay = new OutboxRelay(outbox, dataCollector, TIMES, target, clock);
    Deletion deletion = outbox.add(1, clock.instant());

    // when
    dataCollector.refuse();
    relay.tell(deletion);
    dataCollector.fail(ErrorKind.UNAVAILABLE);
    relay.tell(deletion);
    relay.tell(deletion);
    dataCollector.confirm();
    relay.tell(deletion);

    // then
    assertShown("flightwatch_deliveries_total{outcome=\"refused\"} 1.0");
    assertShown("flightwatch_deliveries_total{outcome=\"unreachable\"} 2.0");
    assertShown("flightwatch_deliveries_total{outcome=\"confirmed\"} 1.0");
  }

  @Test
  void sampleShouldShowTheBacklog() {
    // given
    outbox.add(1, clock.instant());
    outbox.add(2, clock.instant());

    // when
    target.sample(outbox);

    // then
    assertShown("flightwatch_outbox_pending 2.0");
    assertShown("flightwatch_outbox_oldest_seconds 90.0");
  }

  @Test
  void sampleShouldSucceedAndShowNoNumberWhenTheOutboxIsUnavailable() {
    // given
    target.sample(outbox);
    outbox.away = true;

    // then
    assertThat(target.sample(outbox).succeeded()).isTrue();
    assertShown("flightwatch_outbox_pending NaN");
    assertShown("flightwatch_outbox_oldest_seconds NaN");
  }
}
