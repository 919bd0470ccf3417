package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.FHAW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.opensky.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The metrics of the source; {@link OpenSkyFaultsTest} checks those of failed calls. */
class OpenSkyMetricsTest {
  private final OpenSkyRig rig = new OpenSkyRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void callsShouldBeCountedAndTimedWithTheirCredits() {
    // when
    rig.read();
    rig.read(FHAW);

    // then
    assertThat(rig.metrics())
        .contains(
            "flightwatch_opensky_calls_total{status=\"200\"} 1.0",
            "flightwatch_opensky_calls_total{status=\"404\"} 1.0",
            "flightwatch_opensky_calls_total{status=\"5xx\"} 0.0",
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

  @Test
  void skippedCallsShouldBeCountedAndThePauseShown() {
    // given
    rig.failWith(Fault.tooManyRequests(100).times(1));
    rig.read();

    // when
    rig.clock.advance(Duration.ofSeconds(40));
    rig.read();

    // then
    assertThat(rig.metrics())
        .contains(
            "flightwatch_opensky_calls_total{status=\"429\"} 1.0",
            "flightwatch_opensky_calls_total{status=\"withheld\"} 1.0",
            "flightwatch_opensky_degraded 1.0",
            "flightwatch_opensky_pause_seconds 60.0");
  }

  @Test
  void mockModeShouldShowNoBreakerAndNoCredits() {
    // when
    rig.source(null);

    // then
    assertThat(rig.metrics())
        .contains(
            "flightwatch_opensky_mode{mode=\"mock\"} 1.0",
            "flightwatch_opensky_breaker_state{state=\"closed\"} 0.0",
            "flightwatch_opensky_credits_left NaN");
  }
}
