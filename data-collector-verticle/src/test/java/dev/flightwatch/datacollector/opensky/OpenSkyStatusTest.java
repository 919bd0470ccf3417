package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.opensky.OpenSkyStatus.Breaker;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.Mode;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.Token;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenSkyStatusTest {

  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  @Test
  void toJsonShouldSayAllThatIsKnown() {
    OpenSkyStatus target =
        new OpenSkyStatus(Mode.OPENSKY, Breaker.HALF_OPEN, NOON, Token.VALID, 3_996, "it rained");

    assertThat(target.toJson().encode())
        .isEqualTo(
            "{\"mode\":\"opensky\",\"breaker\":\"half_open\",\"token\":\"valid\","
                + "\"paused_until\":\"2026-03-10T12:00:00Z\",\"credits_remaining\":3996,"
                + "\"last_failure\":\"it rained\"}");
  }

  @Test
  void toJsonShouldLeaveOutWhatIsNotKnown() {
    assertThat(OpenSkyStatus.mock().toJson().encode()).isEqualTo("{\"mode\":\"mock\"}");
  }

  @Test
  void degradedShouldBeTrueForEachOfItsReasons() {
    assertThat(opensky(Breaker.CLOSED, null, null).degraded()).isFalse();
    assertThat(opensky(Breaker.OPEN, null, null).degraded()).isTrue();
    assertThat(opensky(Breaker.HALF_OPEN, null, null).degraded()).isTrue();
    assertThat(opensky(Breaker.CLOSED, NOON, null).degraded()).isTrue();
    assertThat(opensky(Breaker.CLOSED, null, "it rained").degraded()).isTrue();
    assertThat(OpenSkyStatus.mock().degraded()).isFalse();
  }

  private static OpenSkyStatus opensky(Breaker breaker, Instant pausedUntil, String lastFailure) {
    return new OpenSkyStatus(Mode.OPENSKY, breaker, pausedUntil, Token.VALID, 3_996, lastFailure);
  }
}
