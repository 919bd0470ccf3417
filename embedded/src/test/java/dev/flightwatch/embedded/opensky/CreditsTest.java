package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient.Reply;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditsTest {

  @RegisterExtension final RunningEmulator target = new RunningEmulator();

  @BeforeEach
  void getToken() throws TimeoutException {
    target.authorized();
  }

  @ParameterizedTest
  @CsvSource({
    "departure, EDDF, 2026-03-09T12:00:01Z, 2026-03-09T20:00:00Z, 200, 3996, 3996",
    "departure, EDDF, 2026-03-09T12:00:00Z, 2026-03-09T20:00:00Z, 200, 3970, 3970",
    "departure, FHAW, 2026-03-10T10:00:00Z, 2026-03-10T12:00:00Z, 404,     , 3996",
    "departure, EDDF, 2026-03-10T12:00:00Z, 2026-03-10T10:00:00Z, 400,     , 4000",
    "arrival,   EDDF, 2026-03-09T12:00:01Z, 2026-03-09T20:00:00Z, 200, 3996, 3996",
    "arrival,   EDDF, 2026-03-09T12:00:00Z, 2026-03-09T20:00:00Z, 200, 3970, 3970",
    "arrival,   EDDF, 2026-03-10T10:00:00Z, 2026-03-10T12:00:00Z, 404,     , 3996",
    "arrival,   EDDF, 2026-03-10T12:00:00Z, 2026-03-10T10:00:00Z, 400,     , 4000"
  })
  void callShouldCostByTheAgeOfItsBegin(
      String list,
      String airport,
      String begin,
      String end,
      int status,
      String reported,
      int remaining)
      throws TimeoutException {
    // when
    Reply reply =
        list.equals("departure")
            ? target.departures(airport, begin, end)
            : target.arrivals(airport, begin, end);

    // then
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("X-Rate-Limit-Remaining")).isEqualTo(reported);
    assertThat(target.emulator.credits().remaining()).isEqualTo(remaining);
  }

  @Test
  void callShouldBeRejectedUntilMidnightWhenCreditsDoNotSuffice() throws TimeoutException {
    // given
    target.emulator.credits().setRemaining(3);

    // when
    Reply reply = target.departures("EDDF");

    // then
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.body()).hasToString("Too many requests");
    assertThat(reply.header("X-Rate-Limit-Retry-After-Seconds")).isEqualTo("43200");
    assertThat(reply.headers()).doesNotContainKeys("retry-after", "x-rate-limit-remaining");

    // and: credits are renewed when the UTC day begins
    target.clock.set("2026-03-10T23:59:59Z");
    assertThat(target.emulator.credits().remaining()).isEqualTo(3);
    target.clock.set("2026-03-11T00:00:00Z");
    assertThat(target.emulator.credits().remaining()).isEqualTo(4_000);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3996",
    "?lamin=45&lomin=5&lamax=49.98&lomax=9.98, 3999",
    "?lamin=45&lomin=5&lamax=55&lomax=15, 3998",
    "?lamin=40&lomin=0&lamax=60&lomax=20, 3997",
    "?lamin=40&lomin=0&lamax=60&lomax=21, 3996"
  })
  void statesShouldCostByTheirAreaFromTheirOwnCredits(String area, String remaining)
      throws TimeoutException {
    assertThat(target.get("/states/all" + area).header("X-Rate-Limit-Remaining"))
        .isEqualTo(remaining);
    assertThat(target.emulator.credits().remainingForStates()).hasToString(remaining);
    assertThat(target.emulator.credits().remaining()).isEqualTo(4_000);
  }

  @Test
  void statesShouldBeRejectedWhenTheirCreditsAreSpent() throws TimeoutException {
    // given
    target.emulator.credits().setRemainingForStates(3);

    // then
    assertThat(target.get("/states/all").status()).isEqualTo(429);
    assertThat(target.departures("EDDF").status()).isEqualTo(200);
  }
}
