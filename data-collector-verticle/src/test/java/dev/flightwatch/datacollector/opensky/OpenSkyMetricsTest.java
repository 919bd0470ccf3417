package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.Fault.Door;
import dev.flightwatch.embedded.opensky.Fault.Kind;
import dev.flightwatch.toolkit.metrics.Meters;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenSkyMetricsTest {

  private final OpenSkyRig rig = new OpenSkyRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void assertShown(String... lines) {
    assertThat(Meters.of(rig.vertx).text().lines()).contains(lines);
  }

  private static String calls(String status, int times) {
    return "flightwatch_opensky_calls_total{status=\"" + status + "\"} " + (double) times;
  }

  @Test
  void callsShouldBeCountedAndTimedWithTheirCredits() {
    // when
    rig.read();
    rig.read("FHAW");

    // then
    assertShown(
        calls("200", 1),
        calls("404", 1),
        calls("5xx", 0),
        "flightwatch_opensky_call_seconds_count 2",
        "flightwatch_opensky_token_requests_total{outcome=\"granted\"} 1.0",
        "flightwatch_opensky_credits_daily 4000.0",
        "flightwatch_opensky_mode{mode=\"opensky\"} 1.0",
        "flightwatch_opensky_mode{mode=\"mock\"} 0.0",
        "flightwatch_opensky_breaker_state{state=\"closed\"} 1.0",
        "flightwatch_opensky_token_state{state=\"valid\"} 1.0",
        "flightwatch_opensky_degraded 0.0",
        "flightwatch_opensky_pause_seconds 0.0");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(Fault.status(400), "4xx", 1),
        arguments(Fault.status(401), "401", 2),
        arguments(Fault.tooManyRequests(60), "429", 1),
        arguments(Fault.status(503), "5xx", 1),
        arguments(Fault.slow(Duration.ofSeconds(30)), "timeout", 1),
        arguments(Fault.of(Kind.DROP), "unreachable", 1),
        arguments(Fault.of(Kind.TRUNCATED_JSON), "malformed", 1),
        arguments(Fault.of(Kind.HTML), "malformed", 1));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void callsShouldBeCountedByTheirFailures(Fault fault, String status, int times) {
    // given
    rig.failWith(fault);

    // when
    rig.readWithin(Duration.ofMillis(fault.kind() == Kind.SLOW ? 60 : 9_000));

    // then
    assertShown(calls(status, times), "flightwatch_opensky_degraded 1.0");
  }

  @Test
  void withheldCallsShouldBeCountedAndThePauseShown() {
    // given
    rig.failWith(Fault.tooManyRequests(100).times(1));
    rig.read();

    // when
    rig.clock.advance(Duration.ofSeconds(40));
    rig.read();

    // then
    assertShown(calls("429", 1), calls("withheld", 1), "flightwatch_opensky_pause_seconds 60.0");
  }

  @Test
  void refusedTokenRequestsShouldBeCounted() {
    // given
    rig.failWith(Fault.status(401).at(Door.TOKEN));

    // when
    rig.read();

    // then
    assertShown(
        "flightwatch_opensky_token_requests_total{outcome=\"refused\"} 1.0",
        "flightwatch_opensky_token_state{state=\"refused\"} 1.0");
  }

  @Test
  void mockModeShouldShowNoBreakerAndNoCredits() {
    // when
    rig.source(null);

    // then
    assertShown(
        "flightwatch_opensky_mode{mode=\"mock\"} 1.0",
        "flightwatch_opensky_breaker_state{state=\"closed\"} 0.0",
        "flightwatch_opensky_credits_left NaN");
  }
}
