package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.opensky.OpenSkyOptions.ClientCredentials;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.FaultTarget;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access tokens; {@link OpenSkyFaultsTest} checks the faults of the token server. */
class TokenSourceTest {
  private final OpenSkyRig rig = new OpenSkyRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void tokenShouldBeRequestedOnceWhenTwentyCallsNeedTheFirstAndOnceWhenAllAreRejected() {
    assertThat(rig.source.status().token()).isEqualTo(TokenState.NONE);
    assertThat(rig.readInParallel(20)).allMatch(ReadResult::isRead);
    assertThat(rig.emulator.calls().tokenRequests()).isEqualTo(1);

    // when
    rig.emulator.expireTokens();

    // then
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
    rig.failWith(Fault.status(401).times(1));

    // when
    ReadResult result = rig.read();

    // then
    assertThat(result.isRead()).isTrue();
    assertThat(rig.callsAboutLicc()).isEqualTo(2);
    assertThat(rig.emulator.calls().tokenRequests()).isEqualTo(2);
  }

  @Test
  void clientShouldBeRejectedWhenItsSecretIsWrong() {
    // given
    FlightSource target = rig.source(new ClientCredentials("emulated-client", "hunter&2"));

    // when
    ReadResult result = await(target.flights(OpenSkyRig.query(LICC, OpenSkyRig.CALL)));

    // then
    assertThat(result.reason())
        .isEqualTo("OpenSky's token server rejected the client credentials (401)");
    assertThat(target.status().token()).isEqualTo(TokenState.REFUSED);
    assertThat(rig.callsAboutLicc()).isZero();
  }

  @Test
  void tokenShouldBeRequestedAgainWhenTheTokenServerWasTooSlow() {
    try (OpenSkyRig impatient = new OpenSkyRig(Duration.ofSeconds(1), OpenSkyRig.RESET)) {
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
    ReadResult hurried = rig.readWithin(Duration.ofMillis(20));

    // then
    assertThat(hurried.reason()).isEqualTo("OpenSky's token server did not respond in time");
    assertThat(await(unhurried).isRead()).isTrue();
    assertThat(rig.emulator.calls().tokenRequests()).isEqualTo(1);
  }
}
