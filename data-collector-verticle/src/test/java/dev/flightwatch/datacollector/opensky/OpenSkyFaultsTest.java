package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.FaultKind;
import dev.flightwatch.embedded.opensky.FaultTarget;
import io.vertx.circuitbreaker.CircuitBreakerState;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of OpenSky and of its token server. */
class OpenSkyFaultsTest {
  private final OpenSkyRig rig = new OpenSkyRig();

  @AfterEach
  void close() {
    rig.close();
  }

  /** The fault, the metric of its calls, and whether it opens the breaker. */
  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(Fault.status(400), "status=\"4xx\"} 1.0", false),
        arguments(Fault.status(401), "status=\"401\"} 2.0", false),
        arguments(Fault.tooManyRequests(0), "status=\"429\"} 1.0", false),
        arguments(Fault.status(500), "status=\"5xx\"} 1.0", true),
        arguments(Fault.status(503), "status=\"5xx\"} 1.0", true),
        arguments(Fault.slow(Duration.ofSeconds(30)), "status=\"timeout\"} 1.0", true),
        arguments(Fault.of(FaultKind.DROP), "status=\"unreachable\"} 1.0", true),
        arguments(Fault.of(FaultKind.DROP_AFTER_HEADERS), "status=\"unreachable\"} 1.0", true),
        arguments(Fault.of(FaultKind.TRUNCATED_JSON), "status=\"malformed\"} 1.0", true),
        arguments(Fault.of(FaultKind.HTML), "status=\"malformed\"} 1.0", true),
        arguments(Fault.of(FaultKind.GARBAGE), "status=\"malformed\"} 1.0", true),
        arguments(token(Fault.status(400)), "outcome=\"refused\"} 1.0", false),
        arguments(token(Fault.status(401)), "outcome=\"refused\"} 1.0", false),
        arguments(token(Fault.status(429)), "outcome=\"refused\"} 1.0", false),
        arguments(token(Fault.status(500)), "outcome=\"failed\"} 1.0", true),
        arguments(token(Fault.of(FaultKind.DROP)), "outcome=\"failed\"} 1.0", true),
        arguments(token(Fault.of(FaultKind.DROP_AFTER_HEADERS)), "outcome=\"failed\"} 1.0", true),
        arguments(token(Fault.of(FaultKind.TRUNCATED_JSON)), "outcome=\"failed\"} 1.0", true),
        arguments(token(Fault.of(FaultKind.HTML)), "outcome=\"failed\"} 1.0", true),
        arguments(token(Fault.of(FaultKind.GARBAGE)), "outcome=\"failed\"} 1.0", true));
  }

  private static Fault token(Fault fault) {
    return fault.on(FaultTarget.TOKEN);
  }

  /** Reads with a token that the token server must replace if the fault is one of its own. */
  private ReadResult readDuring(Fault fault) {
    rig.read();
    rig.failWith(fault);
    if (fault.target() == FaultTarget.TOKEN) {
      rig.emulator.expireTokens();
    }
    return readAgainDuring(fault);
  }

  private ReadResult readAgainDuring(Fault fault) {
    return fault.kind() == FaultKind.SLOW ? rig.readWithin(Duration.ofMillis(100)) : rig.read();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void departuresShouldNotBeReadUntilTheFaultIsOver(Fault fault, String calls, boolean isFailure) {
    // when
    ReadResult during = readDuring(fault);

    // then
    boolean ofTokens = fault.target() == FaultTarget.TOKEN;
    OpenSkyStatus status = rig.source.status();
    assertThat(during.isRead()).isFalse();
    assertThat(during.flights()).isEmpty();
    assertThat(during.reason()).startsWith(ofTokens ? "OpenSky's token server " : "OpenSky");
    assertThat(status.lastFailure()).isEqualTo(during.reason());
    assertThat(status.degraded()).isTrue();
    assertThat(status.token())
        .isEqualTo(
            !ofTokens ? TokenState.VALID : isFailure ? TokenState.FAILED : TokenState.REFUSED);
    assertThat(rig.metrics())
        .contains(
            "flightwatch_opensky_" + (ofTokens ? "token_requests" : "calls") + "_total{" + calls);

    // when
    rig.emulator.faults().clear();

    // then
    assertThat(rig.read().isRead()).isTrue();
    assertThat(rig.source.status().lastFailure()).isNull();
    assertThat(rig.source.status().degraded()).isFalse();
    assertThat(rig.source.status().token()).isEqualTo(TokenState.VALID);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void breakerShouldStopCallsAfterFiveFailures(Fault fault, String calls, boolean isFailure) {
    // given
    readDuring(fault);
    for (int i = 2; i < OpenSkyRig.BREAKER_FAILURES; i++) {
      readAgainDuring(fault);
    }
    CircuitBreakerState before = rig.source.status().breaker();

    // when
    readAgainDuring(fault);

    // then
    assertThat(before).isEqualTo(CircuitBreakerState.CLOSED);
    assertThat(rig.source.status().breaker())
        .isEqualTo(isFailure ? CircuitBreakerState.OPEN : CircuitBreakerState.CLOSED);
    if (isFailure) {
      long made = rig.emulator.calls().total();
      assertThat(rig.read().reason()).contains("circuit breaker");
      assertThat(rig.emulator.calls().total()).isEqualTo(made);
    }
  }
}
