package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.opensky.OpenSkyStatus.BreakerState;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.FaultKind;
import dev.flightwatch.embedded.opensky.FaultTarget;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakingDeparturesTest {

  private final OpenSkyRig rig = new OpenSkyRig();

  @AfterEach
  void close() {
    rig.close();
  }

  static Stream<Fault> faultsOfTheNetwork() {
    return Stream.of(
        Fault.status(500),
        Fault.status(502),
        Fault.status(503),
        Fault.status(504),
        Fault.slow(Duration.ofSeconds(30)),
        Fault.of(FaultKind.DROP),
        Fault.of(FaultKind.DROP_AFTER_HEADERS),
        Fault.of(FaultKind.TRUNCATED_JSON),
        Fault.of(FaultKind.HTML),
        Fault.of(FaultKind.GARBAGE),
        Fault.status(503).on(FaultTarget.TOKEN),
        Fault.of(FaultKind.HTML).on(FaultTarget.TOKEN),
        Fault.of(FaultKind.GARBAGE).on(FaultTarget.TOKEN),
        Fault.of(FaultKind.DROP).on(FaultTarget.TOKEN),
        Fault.slow(Duration.ofSeconds(30)).on(FaultTarget.TOKEN));
  }

  @ParameterizedTest
  @MethodSource("faultsOfTheNetwork")
  void breakerShouldStopCallsAfterFiveFailures(Fault fault) {
    // given
    Duration limit = fault.kind() == FaultKind.SLOW ? Duration.ofMillis(60) : Duration.ofSeconds(5);
    rig.failWith(fault);

    // when
    for (int i = 1; i < OpenSkyRig.BREAKER_FAILURES; i++) {
      assertThat(rig.readWithin(limit).isRead()).isFalse();
      assertThat(rig.source.status().breaker()).isEqualTo(BreakerState.CLOSED);
    }
    rig.readWithin(limit);
    long calls = rig.emulator.calls().total();
    ReadResult afterwards = rig.read();

    // then
    assertThat(afterwards.isRead()).isFalse();
    assertThat(afterwards.reason()).contains("circuit breaker");
    assertThat(rig.emulator.calls().total()).isEqualTo(calls);
  }

  @Test
  void breakerShouldAllowOneCallAfterTheResetAndCloseWhenItSucceeds() {
    try (OpenSkyRig quick = new OpenSkyRig(CircuitBreakingDeparturesTest::withShortReset)) {
      // given
      fail(quick);
      quick.waitUntil(() -> quick.source.status().breaker() == BreakerState.HALF_OPEN);

      // when
      quick.recover();
      ReadResult result = quick.read();

      // then
      assertThat(result.flights()).isNotEmpty();
      assertThat(quick.source.status().breaker()).isEqualTo(BreakerState.CLOSED);
      assertThat(quick.source.status().degraded()).isFalse();
    }
  }

  @Test
  void breakerShouldOpenAgainWhenThatCallFails() {
    try (OpenSkyRig quick = new OpenSkyRig(CircuitBreakingDeparturesTest::withShortReset)) {
      // given
      fail(quick);
      quick.waitUntil(() -> quick.source.status().breaker() == BreakerState.HALF_OPEN);

      // when
      quick.readInParallel(10);

      // then
      assertThat(quick.source.status().breaker()).isEqualTo(BreakerState.OPEN);
      assertThat(quick.emulator.calls().about(OpenSkyRig.AIRPORT.value()))
          .isEqualTo(OpenSkyRig.BREAKER_FAILURES + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 401})
  void breakerShouldStayClosedWhenOpenSkyRejectsCalls(int status) {
    rig.failWith(Fault.status(status));

    for (int i = 0; i < 2 * OpenSkyRig.BREAKER_FAILURES; i++) {
      rig.read();
    }

    assertThat(rig.source.status().breaker()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void breakerShouldStayClosedWhenTheClientIsRejected() {
    rig.failWith(Fault.status(401).on(FaultTarget.TOKEN));

    for (int i = 0; i < 2 * OpenSkyRig.BREAKER_FAILURES; i++) {
      rig.read();
    }

    assertThat(rig.source.status().breaker()).isEqualTo(BreakerState.CLOSED);
  }

  private static OpenSkyOptions withShortReset(OpenSkyOptions options) {
    return OpenSkyRig.withReset(options, Duration.ofMillis(400));
  }

  private static void fail(OpenSkyRig rig) {
    rig.failWith(Fault.status(503));
    for (int i = 0; i < OpenSkyRig.BREAKER_FAILURES; i++) {
      rig.read();
    }
  }
}
