package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.FHAW;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static dev.flightwatch.datacollector.testing.TestFutures.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.FaultTarget;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenSkyFlightSourceTest {
  private final OpenSkyRig rig = new OpenSkyRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void departuresShouldBeOpenSkysObjectsWithTrimmedCallsigns() {
    // given
    long noon = OpenSkyRig.NOON.getEpochSecond();
    List<JsonObject> traffic =
        rig.emulator.traffic().departures("LICC", noon - 12 * 3600, noon, OpenSkyRig.NOON);

    // then
    assertThat(traffic).isNotEmpty();
    assertThat(new JsonArray(rig.read().flights()).encode())
        .isEqualTo(
            new JsonArray(traffic)
                .encode()
                .replaceAll(" +\"", "\"")
                .replace("\"callsign\":\"\"", "\"callsign\":null"));
  }

  @Test
  void responsesShouldBeRefusedWhenTheirOriginIs() {
    // given
    rig.isAccepted = false;

    // when
    ReadResult refused = rig.read();

    // then
    assertThat(refused.isRead()).isFalse();
    assertThat(refused.reason()).contains("emulator", "MONGO_DATABASE");
    assertThat(rig.source.status().degraded()).isTrue();
    assertThat(rig.source.status().isAvailable()).isTrue();
    assertThat(rig.fromEmulator).containsExactly(true);

    // when
    rig.isAccepted = true;

    // then
    assertThat(rig.read().isRead()).isTrue();
    assertThat(rig.source.status().degraded()).isFalse();
  }

  @Test
  void callsShouldBeCountedWithTheCreditsOfTheLatestResponse() {
    assertThat(rig.source.status().creditsRemaining()).isNull();
    rig.read();
    assertThat(rig.source.status().creditsRemaining()).isEqualTo(3_996);
    assertThat(rig.read(FHAW)).isEqualTo(ReadResult.read(List.of())); // reports no credits
    assertThat(rig.source.status().creditsRemaining()).isEqualTo(3_996);
    rig.read();
    assertThat(rig.source.status().creditsRemaining()).isEqualTo(3_988);
    assertThat(rig.metrics())
        .contains(
            "flightwatch_opensky_calls_total{status=\"200\"} 2.0",
            "flightwatch_opensky_calls_total{status=\"404\"} 1.0",
            "flightwatch_opensky_calls_total{status=\"5xx\"} 0.0",
            "flightwatch_opensky_call_seconds_count 3",
            "flightwatch_opensky_token_requests_total{outcome=\"granted\"} 1.0",
            "flightwatch_opensky_credits_left 3988.0",
            "flightwatch_opensky_credits_daily 4000.0",
            "flightwatch_opensky_mode{mode=\"opensky\"} 1.0",
            "flightwatch_opensky_breaker_state{state=\"closed\"} 1.0",
            "flightwatch_opensky_token_state{state=\"valid\"} 1.0",
            "flightwatch_opensky_degraded 0.0",
            "flightwatch_opensky_pause_seconds 0.0");
  }

  @Test
  void departuresShouldNotBeReadWhenTheServerIsDown() {
    // given
    await(rig.emulator.close());

    // then
    assertThat(rig.read().reason()).contains("could not be reached");
  }

  @Test
  void departuresShouldTakeNoLongerThanTheTimeLimit() {
    // given: a call that needs a new token, which is slow, and whose repetition is slow too
    rig.read();
    rig.emulator.expireTokens();
    rig.failWith(Fault.slow(Duration.ofSeconds(2)).on(FaultTarget.TOKEN));
    rig.failWith(Fault.slow(Duration.ZERO).times(1));
    rig.failWith(Fault.slow(Duration.ofMinutes(5)));

    // when
    Future<ReadResult> read = rig.source.flights(OpenSkyRig.query(LICC, Duration.ofSeconds(4)));
    awaitUntil(rig.vertx, () -> rig.callsAboutLicc() == 3);
    Future<Void> end = rig.vertx.timer(3, TimeUnit.SECONDS);

    // then: two seconds of the limit are for the token, so the repetition has the others
    assertThat(await(read).isRead()).isFalse();
    assertThat(end.isComplete()).isFalse();
    assertThat(rig.callsAboutLicc()).isEqualTo(3);
  }

  @Test
  void departuresShouldTakeNoLongerThanTheLimitOfACall() {
    try (OpenSkyRig impatient = new OpenSkyRig(Duration.ofSeconds(2), OpenSkyRig.RESET)) {
      // given
      impatient.read();
      impatient.failWith(Fault.slow(Duration.ofMinutes(5)));

      // then
      assertThat(
              await(impatient.source.flights(OpenSkyRig.query(LICC, Duration.ofMinutes(1))))
                  .reason())
          .isEqualTo("OpenSky did not respond in time");
    }
  }

  @Test
  void departuresShouldNotBeReadWhenTooManyCallsAreWaiting() {
    // given
    int possible = BoundedHttpClient.CONNECTIONS + BoundedHttpClient.WAITING;
    rig.read();
    rig.failWith(Fault.slow(Duration.ofMillis(500)).times(BoundedHttpClient.CONNECTIONS));

    // when
    List<ReadResult> readings = rig.readInParallel(possible + 10);

    // then: this does not count as a failure of OpenSky
    assertThat(readings)
        .filteredOn(ReadResult::isRead)
        .hasSizeBetween(BoundedHttpClient.WAITING, possible);
    assertThat(readings)
        .filteredOn(result -> !result.isRead())
        .isNotEmpty()
        .allMatch(result -> result.reason().contains("are waiting"));
    assertThat(rig.source.status().degraded()).isFalse();
  }

  @Test
  void departuresShouldCompleteOnEachCallersContextWhenTheyShareATokenRequest() {
    // given
    List<Context> callers =
        Stream.<Context>generate(((VertxInternal) rig.vertx)::createEventLoopContext)
            .limit(4)
            .toList();

    // when
    List<Future<Context>> completedIn =
        callers.stream()
            .map(caller -> on(caller, () -> rig.start(LICC).map(read -> Vertx.currentContext())))
            .toList();

    // then
    assertThat(completedIn.stream().map(completed -> await(completed)))
        .containsExactlyElementsOf(callers);
  }
}
