package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.opensky.OpenSkyOptions.ClientCredentials;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.FaultKind;
import dev.flightwatch.embedded.opensky.FaultTarget;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSourceTest {

  private final OpenSkyRig rig = new OpenSkyRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void tokenShouldBeRequestedOnceWhenTwentyCallsNeedTheFirst() {
    assertThat(rig.source.status().token()).isEqualTo(TokenState.NONE);

    assertThat(rig.readInParallel(20)).allMatch(ReadResult::isRead);

    assertThat(rig.emulator.calls().tokenRequests()).isEqualTo(1);
    assertThat(rig.source.status().token()).isEqualTo(TokenState.VALID);
  }

  @Test
  void tokenShouldBeRenewedOnceWhenTwentyCallsAreRejected() {
    // given
    rig.read();
    rig.emulator.expireTokens();

    // when, then
    assertThat(rig.readInParallel(20)).allMatch(ReadResult::isRead);
    assertThat(rig.emulator.calls().tokenRequests()).isEqualTo(2);
  }

  @Test
  void tokenShouldBeUsedUntilThirtySecondsBeforeItExpires() {
    // given
    rig.read();

    // when
    rig.clock.advance(Duration.ofSeconds(1_769));
    rig.read();

    // then
    assertThat(rig.emulator.calls().tokenRequests()).isEqualTo(1);

    // when
    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(rig.source.status().token()).isEqualTo(TokenState.NONE);
    rig.read();

    // then
    assertThat(rig.emulator.calls().tokenRequests()).isEqualTo(2);
  }

  @Test
  void callShouldBeRepeatedOnceWithANewTokenWhenTheOldOneIsRejected() {
    // given
    rig.read();
    rig.failWith(Fault.status(401).times(1));
    long calls = rig.emulator.calls().about(OpenSkyRig.AIRPORT.value());

    // when
    ReadResult result = rig.read();

    // then
    assertThat(result.isRead()).isTrue();
    assertThat(rig.emulator.calls().about(OpenSkyRig.AIRPORT.value())).isEqualTo(calls + 2);
    assertThat(rig.emulator.calls().tokenRequests()).isEqualTo(2);
  }

  @Test
  void callShouldFailWhenTheNewTokenIsRejectedToo() {
    // given
    rig.failWith(Fault.status(401));

    // when
    ReadResult result = rig.read();

    // then
    assertThat(result.isRead()).isFalse();
    assertThat(result.reason()).isEqualTo("OpenSky rejected the access token (401)");
    assertThat(rig.emulator.calls().about(OpenSkyRig.AIRPORT.value())).isEqualTo(2);
    assertThat(rig.emulator.calls().tokenRequests()).isEqualTo(2);
  }

  @Test
  void clientShouldBeRejectedWhenItsSecretIsWrong() {
    // given
    FlightSource target = rig.source(new ClientCredentials("emulated-client", "hunter2"));

    // when
    ReadResult result =
        OpenSkyRig.await(target.departures(OpenSkyRig.query(LICC, Duration.ofSeconds(5))));

    // then
    assertThat(result.isRead()).isFalse();
    assertThat(result.reason()).contains("invalid_client").doesNotContain("hunter2");
    assertThat(target.status().token()).isEqualTo(TokenState.REFUSED);
    assertThat(rig.emulator.calls().about("LICC")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 429})
  void clientShouldBeRejectedWhenTheTokenServerRespondsWithA4xx(int status) {
    rig.failWith(Fault.status(status).on(FaultTarget.TOKEN));

    rig.read();

    assertThat(rig.source.status().token()).isEqualTo(TokenState.REFUSED);
  }

  static Stream<Fault> faultsOfTheTokenServer() {
    return Stream.of(
            Fault.status(500),
            Fault.status(503),
            Fault.of(FaultKind.DROP),
            Fault.of(FaultKind.DROP_AFTER_HEADERS),
            Fault.of(FaultKind.TRUNCATED_JSON),
            Fault.of(FaultKind.HTML),
            Fault.of(FaultKind.GARBAGE))
        .map(fault -> fault.on(FaultTarget.TOKEN));
  }

  @ParameterizedTest
  @MethodSource("faultsOfTheTokenServer")
  void callShouldFailUntilTheTokenServerIsAvailableAgain(Fault fault) {
    // given
    rig.failWith(fault);

    // when
    ReadResult result = rig.read();

    // then
    assertThat(result.isRead()).isFalse();
    assertThat(result.reason()).startsWith("OpenSky's token server ");
    assertThat(rig.source.status().token()).isEqualTo(TokenState.FAILED);

    // when
    rig.recover();

    // then
    assertThat(rig.read().isRead()).isTrue();
    assertThat(rig.source.status().token()).isEqualTo(TokenState.VALID);
  }

  @Test
  void tokenShouldBeRequestedAgainWhenTheTokenServerWasTooSlow() {
    try (OpenSkyRig impatient =
        new OpenSkyRig(options -> OpenSkyRig.withCall(options, Duration.ofSeconds(1)))) {
      // given
      impatient.failWith(Fault.slow(Duration.ofSeconds(30)).on(FaultTarget.TOKEN).times(1));

      // when
      ReadResult result = impatient.read();

      // then
      assertThat(result.reason()).isEqualTo("OpenSky's token server did not respond in time");
      assertThat(impatient.source.status().token()).isEqualTo(TokenState.FAILED);
      assertThat(impatient.read().isRead()).isTrue();
    }
  }

  @Test
  void callShouldWaitForARenewalNoLongerThanItsTimeLimit() {
    // given
    rig.failWith(Fault.slow(Duration.ofMillis(500)).on(FaultTarget.TOKEN).times(1));

    // when
    Future<ReadResult> unhurried = rig.start(LICC);
    Future<ReadResult> hurried =
        rig.source.departures(OpenSkyRig.query(LICC, Duration.ofMillis(20)));

    // then
    assertThat(OpenSkyRig.await(hurried).reason())
        .isEqualTo("OpenSky's token server did not respond in time");
    assertThat(OpenSkyRig.await(unhurried).isRead()).isTrue();
    assertThat(rig.emulator.calls().tokenRequests()).isEqualTo(1);
  }
}
