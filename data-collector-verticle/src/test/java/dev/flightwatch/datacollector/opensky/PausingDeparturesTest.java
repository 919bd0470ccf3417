package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.opensky.OpenSkyStatus.BreakerState;
import dev.flightwatch.embedded.opensky.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PausingDeparturesTest {

  private final OpenSkyRig rig = new OpenSkyRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void pauseShouldStopCallsForAllAirportsForTheSecondsInTheHeader() {
    // given
    rig.failWith(Fault.tooManyRequests(16_841).times(1));
    Instant end = rig.clock.instant().plusSeconds(16_841);

    // when
    ReadResult limited = rig.read(LICC);
    long calls = rig.emulator.calls().total();
    rig.clock.advance(Duration.ofSeconds(16_840));
    ReadResult skipped = rig.read(EDDF);

    // then
    assertThat(limited.isRead()).isFalse();
    assertThat(skipped.reason()).contains("429").contains(end.toString());
    assertThat(rig.emulator.calls().total()).isEqualTo(calls);
    assertThat(rig.source.status().pausedUntil()).isEqualTo(end);
    assertThat(rig.source.status().degraded()).isTrue();
  }

  @Test
  void callsShouldContinueAfterTheSecondsInTheHeader() {
    // given
    rig.failWith(Fault.tooManyRequests(16_841).times(1));
    rig.read();

    // when
    rig.clock.advance(Duration.ofSeconds(16_841));

    // then
    assertThat(rig.source.status().pausedUntil()).isNull();
    assertThat(rig.read().isRead()).isTrue();
    assertThat(rig.source.status().degraded()).isFalse();
  }

  @Test
  void pauseShouldBeTheSettingWhenTheHeaderIsMissing() {
    rig.failWith(Fault.status(429).times(1));

    rig.read();

    assertThat(rig.source.status().pausedUntil()).isEqualTo(rig.clock.instant().plusSeconds(60));
  }

  @Test
  void pauseShouldBeAtMostADay() {
    rig.failWith(Fault.tooManyRequests(999_999_999).times(1));

    rig.read();

    assertThat(rig.source.status().pausedUntil())
        .isEqualTo(rig.clock.instant().plus(Duration.ofDays(1)));
  }

  @Test
  void pauseShouldNotEndEarlierWhenAnotherResponseHasFewerSeconds() {
    // given
    rig.failWith(Fault.tooManyRequests(1_000).times(1));
    rig.failWith(Fault.tooManyRequests(10).times(1));

    // when
    rig.readInParallel(2);

    // then
    assertThat(rig.source.status().pausedUntil()).isEqualTo(rig.clock.instant().plusSeconds(1_000));
  }

  @Test
  void pauseShouldNotCountAsAFailure() {
    for (int i = 0; i < 2 * OpenSkyRig.BREAKER_FAILURES; i++) {
      rig.failWith(Fault.tooManyRequests(0).times(1));
      rig.read();
    }

    assertThat(rig.source.status().breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(rig.read().isRead()).isTrue();
  }

  @Test
  void pauseShouldBeginWhenTheAccountsCreditsAreSpent() {
    // given
    rig.emulator.credits().setRemaining(3);

    // when
    ReadResult result = rig.read();

    // then: until 00:00 UTC
    assertThat(result.isRead()).isFalse();
    assertThat(rig.source.status().pausedUntil()).isEqualTo("2026-03-11T00:00:00Z");
  }
}
