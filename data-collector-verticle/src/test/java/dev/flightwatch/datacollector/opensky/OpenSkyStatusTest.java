package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.opensky.OpenSkyStatus.Mode;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState;
import io.vertx.circuitbreaker.CircuitBreakerState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenSkyStatusTest {

  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  @Test
  void degradedShouldBeTrueForEachOfItsReasons() {
    assertThat(openSky(CircuitBreakerState.CLOSED, null, null).degraded()).isFalse();
    assertThat(openSky(CircuitBreakerState.OPEN, null, null).degraded()).isTrue();
    assertThat(openSky(CircuitBreakerState.HALF_OPEN, null, null).degraded()).isTrue();
    assertThat(openSky(CircuitBreakerState.CLOSED, NOON, null).degraded()).isTrue();
    assertThat(openSky(CircuitBreakerState.CLOSED, null, "503").degraded()).isTrue();
    assertThat(OpenSkyStatus.mock().degraded()).isFalse();
  }

  private static OpenSkyStatus openSky(
      CircuitBreakerState breaker, Instant pausedUntil, String lastFailure) {
    return new OpenSkyStatus(
        Mode.OPENSKY, breaker, pausedUntil, TokenState.VALID, 3_996, lastFailure);
  }
}
