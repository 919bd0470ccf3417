package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.opensky.Fault;
import io.vertx.circuitbreaker.CircuitBreakerState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The circuit breaker after its reset time. */
class OpenSkyBreakerTest {
  private final OpenSkyRig rig = new OpenSkyRig(OpenSkyRig.CALL, Duration.ofSeconds(2));

  @BeforeEach
  void openAndReset() {
    rig.failWith(Fault.status(503));
    rig.readUntilTheBreakerOpens();
    awaitUntil(rig.vertx, () -> rig.source.status().breaker() == CircuitBreakerState.HALF_OPEN);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void breakerShouldCloseWhenACallSucceeds() {
    // when
    rig.emulator.faults().clear();
    ReadResult result = rig.read();

    // then
    assertThat(result.flights()).isNotEmpty();
    assertThat(rig.source.status().breaker()).isEqualTo(CircuitBreakerState.CLOSED);
    assertThat(rig.source.status().degraded()).isFalse();
  }

  @Test
  void breakerShouldAllowOneCallAndOpenAgainWhenItFails() {
    // when
    rig.readInParallel(10);

    // then
    assertThat(rig.source.status().breaker()).isEqualTo(CircuitBreakerState.OPEN);
    assertThat(rig.callsAboutLicc()).isEqualTo(OpenSkyRig.BREAKER_FAILURES + 1);
  }
}
