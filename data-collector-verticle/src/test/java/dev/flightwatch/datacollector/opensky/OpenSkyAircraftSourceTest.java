package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.FaultKind;
import io.vertx.circuitbreaker.CircuitBreakerState;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenSkyAircraftSourceTest {
  private static final String PATH = "/api/states/all";
  private static final Area FRANKFURT = Area.around(50.03, 8.57);

  private final OpenSkyRig rig = new OpenSkyRig();
  private final AircraftSource target = rig.sources.aircraft();

  @AfterEach
  void close() {
    rig.close();
  }

  private AircraftReading read() {
    return read(Duration.ofSeconds(9));
  }

  private AircraftReading read(Duration timeLimit) {
    return await(target.aircraft(FRANKFURT, timeLimit));
  }

  @Test
  void aircraftShouldBeThoseInTheAreaForOneCreditOfTheirOwnBucket() {
    // when
    AircraftReading reading = read();

    // then
    assertThat(reading.at()).isEqualTo(OpenSkyRig.NOON);
    assertThat(reading.aircraft())
        .isNotEmpty()
        .allMatch(each -> FRANKFURT.contains(each.latitude(), each.longitude()));
    assertThat(target.balance().orElseThrow().remaining()).isEqualTo(3_999);
    assertThat(rig.emulator.credits().remainingForStates()).isEqualTo(3_999);
    assertThat(rig.emulator.credits().remaining()).isEqualTo(4_000);
    assertThat(rig.source.status().creditsRemaining()).isNull();
    assertThat(rig.metrics())
        .contains(
            "flightwatch_opensky_states_calls_total{status=\"200\"} 1.0",
            "flightwatch_opensky_calls_total{status=\"200\"} 0.0",
            "flightwatch_opensky_states_credits_left 3999.0",
            "flightwatch_opensky_states_breaker_state{state=\"closed\"} 1.0");
  }

  @Test
  void aircraftShouldShareTheTokenWithTheFlights() {
    // when
    rig.read();
    read();

    // then
    assertThat(rig.emulator.calls().tokenRequests()).isEqualTo(1);
  }

  @Test
  void pauseShouldStopTheCallsForStatesOnly() {
    // given
    rig.failWith(Fault.tooManyRequests(600).forPath(PATH).times(1));

    // when
    AircraftReading limited = read();
    long calls = rig.emulator.calls().total();
    rig.clock.advance(Duration.ofSeconds(599));
    AircraftReading withheld = read();

    // then
    assertThat(limited.reason()).contains("too many requests");
    assertThat(withheld.reason()).contains("429").contains("12:10:00Z");
    assertThat(rig.emulator.calls().total()).isEqualTo(calls);
    assertThat(target.status().pausedUntil()).isEqualTo("2026-03-10T12:10:00Z");
    assertThat(rig.source.status().pausedUntil()).isNull();
    assertThat(rig.read().isRead()).isTrue();

    // when
    rig.clock.advance(Duration.ofSeconds(1));

    // then
    assertThat(read().isRead()).isTrue();
  }

  @Test
  void pauseShouldLastUntilMidnightWhenTheBucketIsEmpty() {
    // given
    rig.emulator.credits().setRemainingForStates(0);

    // when
    AircraftReading reading = read();

    // then
    assertThat(reading.isRead()).isFalse();
    assertThat(target.status().pausedUntil()).isEqualTo("2026-03-11T00:00:00Z");
    assertThat(target.balance().orElseThrow().remaining()).isZero();
    assertThat(rig.source.balance().orElseThrow().remaining()).isPositive();
  }

  /** The fault, and whether it opens the breaker. */
  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(Fault.status(400), false),
        arguments(Fault.status(404), true),
        arguments(Fault.status(500), true),
        arguments(Fault.status(503), true),
        arguments(Fault.slow(Duration.ofSeconds(30)), true),
        arguments(Fault.of(FaultKind.DROP), true),
        arguments(Fault.of(FaultKind.TRUNCATED_JSON), true),
        arguments(Fault.of(FaultKind.HTML), true));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void breakerShouldStopTheCallsForStatesOnly(Fault fault, boolean isFailure) {
    // given
    read();
    rig.failWith(fault.forPath(PATH));

    // when
    for (int i = 0; i < OpenSkyRig.BREAKER_FAILURES; i++) {
      assertThat(read(Duration.ofMillis(200)).isRead()).isFalse();
    }

    // then
    assertThat(target.status().breaker())
        .isEqualTo(isFailure ? CircuitBreakerState.OPEN : CircuitBreakerState.CLOSED);
    assertThat(target.status().degraded()).isTrue();
    assertThat(rig.source.status().breaker()).isEqualTo(CircuitBreakerState.CLOSED);
    assertThat(rig.source.status().degraded()).isFalse();
    long calls = rig.emulator.calls().total();
    read();
    assertThat(rig.emulator.calls().total()).isEqualTo(isFailure ? calls : calls + 1);
    assertThat(rig.read().isRead()).isTrue();
  }
}
