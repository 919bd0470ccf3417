package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.opensky.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitPauseTest {
  private final OpenSkyRig rig = new OpenSkyRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private static Fault limited(Integer seconds) {
    return (seconds == null ? Fault.status(429) : Fault.tooManyRequests(seconds)).times(1);
  }

  @ParameterizedTest
  @CsvSource({"16841, 16841", ", 60", "999999999, 86400"})
  void pauseShouldStopCallsForAllAirportsForTheSecondsInTheHeader(Integer header, long seconds) {
    // given
    rig.failWith(limited(header));
    Instant end = OpenSkyRig.NOON.plusSeconds(seconds);

    // when
    ReadResult limited = rig.read();
    long calls = rig.emulator.calls().total();
    rig.clock.advance(Duration.ofSeconds(seconds - 1));
    ReadResult skipped = rig.read(EDDF);

    // then
    assertThat(limited.isRead()).isFalse();
    assertThat(skipped.reason()).contains("429").contains(end.toString());
    assertThat(rig.emulator.calls().total()).isEqualTo(calls);
    assertThat(rig.source.status().pausedUntil()).isEqualTo(end);
    assertThat(rig.metrics())
        .contains(
            "flightwatch_opensky_calls_total{status=\"429\"} 1.0",
            "flightwatch_opensky_calls_total{status=\"withheld\"} 1.0",
            "flightwatch_opensky_degraded 1.0",
            "flightwatch_opensky_pause_seconds 1.0");

    // when
    rig.clock.advance(Duration.ofSeconds(1));

    // then
    assertThat(rig.source.status().pausedUntil()).isNull();
    assertThat(rig.read().isRead()).isTrue();
    assertThat(rig.source.status().degraded()).isFalse();
  }

  @Test
  void pauseShouldNotEndEarlierWhenAnotherResponseHasFewerSeconds() {
    // given
    rig.failWith(limited(1_000));
    rig.failWith(limited(10));

    // when
    rig.readInParallel(2);

    // then
    assertThat(rig.source.status().pausedUntil()).isEqualTo(OpenSkyRig.NOON.plusSeconds(1_000));
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
    assertThat(rig.source.balance().orElseThrow().remaining()).isZero();
  }
}
