package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CreditsTest {

  private static final String NOON = RunningEmulator.NOON;
  private static final String TEN = "2026-03-10T10:00:00Z";

  private final RunningEmulator target = new RunningEmulator();
  private String token;

  @BeforeEach
  void getToken() {
    token = target.token();
  }

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void callShouldCostFourWhenBeginIsUnderADayOld() {
    // when
    HttpResponse<Buffer> response =
        target.departures(token, "EDDF", "2026-03-09T12:00:01Z", "2026-03-09T20:00:00Z");

    // then
    assertThat(response.getHeader("X-Rate-Limit-Remaining")).isEqualTo("3996");
  }

  @Test
  void callShouldCostThirtyWhenBeginIsADayOld() {
    // when
    HttpResponse<Buffer> response = target.departures(token, "EDDF", "2026-03-09T12:00:00Z", NOON);

    // then
    assertThat(response.getHeader("X-Rate-Limit-Remaining")).isEqualTo("3970");
  }

  @Test
  void callShouldCostAndNotReportTheRemainderWhenNothingIsFound() {
    // when
    HttpResponse<Buffer> response = target.departures(token, "FHAW", TEN, NOON);

    // then
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.getHeader("X-Rate-Limit-Remaining")).isNull();
    assertThat(target.emulator.credits().remaining()).isEqualTo(3_996);
  }

  @Test
  void callShouldCostNothingWhenItIsRejected() {
    // when
    target.departures(token, "EDDF", NOON, TEN);
    target.departures("made-up", "EDDF", TEN, NOON);

    // then
    assertThat(target.emulator.credits().remaining()).isEqualTo(4_000);
  }

  @Test
  void callShouldBeRejectedUntilMidnightWhenCreditsDoNotSuffice() {
    // given
    target.control(HttpMethod.PUT, "/credits", "{\"remaining\":3}");

    // when
    HttpResponse<Buffer> response = target.departures(token, "EDDF", TEN, NOON);

    // then
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.bodyAsString()).isEqualTo("Too many requests");
    assertThat(response.getHeader("Content-Type")).startsWith("text/plain");
    assertThat(response.getHeader("X-Rate-Limit-Retry-After-Seconds")).isEqualTo("43200");
    assertThat(response.getHeader("Retry-After")).isNull();
    assertThat(response.getHeader("X-Rate-Limit-Remaining")).isNull();
    assertThat(target.emulator.credits().remaining()).isEqualTo(3);
  }

  @Test
  void creditsShouldBeFullAgainWhenUtcDayBegins() {
    // given
    target.emulator.credits().setRemaining(0);

    // when
    target.clock.set("2026-03-10T23:59:59Z");
    int before = target.emulator.credits().remaining();
    target.clock.set("2026-03-11T00:00:00Z");
    int after = target.emulator.credits().remaining();

    // then
    assertThat(before).isZero();
    assertThat(after).isEqualTo(4_000);
  }

  @Test
  void anonymousCallShouldUseItsOwnFourHundredCredits() {
    // when
    HttpResponse<Buffer> response = target.departures("EDDF", TEN, NOON);

    // then
    assertThat(response.getHeader("X-Rate-Limit-Remaining")).isEqualTo("396");
    assertThat(target.emulator.credits().remaining()).isEqualTo(4_000);
  }

  @Test
  void statesShouldHaveTheirOwnCredits() {
    // when
    HttpResponse<Buffer> response = target.getWithToken(token, "/states/all");

    // then
    assertThat(response.getHeader("X-Rate-Limit-Remaining")).isEqualTo("3996");
    assertThat(target.emulator.credits().remaining()).isEqualTo(4_000);
  }
}
