package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.FHAW;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.FaultKind;
import dev.flightwatch.embedded.opensky.FaultTarget;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenSkyFlightSourceTest {

  private final OpenSkyRig rig = new OpenSkyRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void departuresShouldBeOpenSkysObjectsWithTrimmedCallsigns() {
    // when
    ReadResult result = rig.read();

    // then
    List<JsonObject> expected = rig.traffic();
    expected.forEach(OpenSkyFlightSourceTest::trimCallsign);
    assertThat(expected).isNotEmpty();
    assertThat(result.flights().stream().map(JsonObject::encode))
        .containsExactlyElementsOf(expected.stream().map(JsonObject::encode).toList());
  }

  @Test
  void departuresShouldBeEmptyWhenOpenSkyResponds404() {
    // when
    ReadResult result = rig.read(FHAW);

    // then
    assertThat(result.isRead()).isTrue();
    assertThat(result.flights()).isEmpty();
    assertThat(rig.emulator.calls().about("FHAW", 404)).isEqualTo(1);
  }

  @Test
  void creditsShouldBeThoseOfTheLatestResponse() {
    assertThat(rig.source.status().creditsRemaining()).isNull();

    rig.read();
    assertThat(rig.source.status().creditsRemaining()).isEqualTo(3_996);

    rig.read(FHAW); // a 404 does not report credits
    assertThat(rig.source.status().creditsRemaining()).isEqualTo(3_996);

    rig.read();
    assertThat(rig.source.status().creditsRemaining()).isEqualTo(3_988);
  }

  static Stream<Fault> faultsOfTheApi() {
    return Stream.of(
        Fault.status(400),
        Fault.status(401),
        Fault.status(403),
        Fault.tooManyRequests(0),
        Fault.status(500),
        Fault.status(502),
        Fault.status(503),
        Fault.status(504),
        Fault.slow(Duration.ofSeconds(30)),
        Fault.of(FaultKind.DROP),
        Fault.of(FaultKind.DROP_AFTER_HEADERS),
        Fault.of(FaultKind.TRUNCATED_JSON),
        Fault.of(FaultKind.HTML),
        Fault.of(FaultKind.GARBAGE));
  }

  @ParameterizedTest
  @MethodSource("faultsOfTheApi")
  void departuresShouldNotBeReadUntilTheFaultIsOver(Fault fault) {
    // given
    rig.failWith(fault);

    // when
    ReadResult during =
        fault.kind() == FaultKind.SLOW ? rig.readWithin(Duration.ofMillis(60)) : rig.read();

    // then
    assertThat(during.isRead()).isFalse();
    assertThat(during.flights()).isEmpty();
    assertThat(during.reason()).startsWith("OpenSky");
    assertThat(rig.source.status().lastFailure()).isEqualTo(during.reason());
    assertThat(rig.source.status().degraded()).isTrue();

    // when
    rig.recover();

    // then
    assertThat(rig.read().isRead()).isTrue();
    assertThat(rig.source.status().lastFailure()).isNull();
    assertThat(rig.source.status().degraded()).isFalse();
  }

  @Test
  void departuresShouldNotBeReadWhenTheServerIsDown() {
    // given
    OpenSkyRig.await(rig.emulator.close());

    // then
    assertThat(rig.read().isRead()).isFalse();
  }

  @Test
  void faultOfOneAirportShouldNotAffectAnother() {
    // given
    rig.failWith(Fault.status(503).forAirport("EDDF"));

    // then
    assertThat(rig.read(EDDF).isRead()).isFalse();
    assertThat(rig.read(LICC).isRead()).isTrue();
  }

  @Test
  void departuresShouldTakeNoLongerThanTheTimeLimit() {
    // given: a call that needs a new token, which is slow, and whose repetition is slow too
    rig.read();
    rig.emulator.expireTokens();
    rig.failWith(Fault.slow(Duration.ofMillis(300)).on(FaultTarget.TOKEN));
    rig.failWith(Fault.slow(Duration.ZERO).times(1));
    rig.failWith(Fault.slow(Duration.ofMillis(1_500)));
    long begin = System.nanoTime();

    // when
    ReadResult result = rig.readWithin(Duration.ofMillis(500));

    // then
    assertThat(result.isRead()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1_200));
    assertThat(rig.emulator.calls().about(OpenSkyRig.AIRPORT.value())).isEqualTo(3);
  }

  @Test
  void departuresShouldTakeNoLongerThanTheLimitOfACall() {
    try (OpenSkyRig impatient =
        new OpenSkyRig(options -> OpenSkyRig.withCall(options, Duration.ofSeconds(1)))) {
      // given
      impatient.read();
      impatient.failWith(Fault.slow(Duration.ofSeconds(30)));
      long begin = System.nanoTime();

      // when
      ReadResult result = impatient.read();

      // then
      assertThat(result.reason()).isEqualTo("OpenSky did not respond in time");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void departuresShouldNotBeReadWhenTooManyCallsAreWaiting() {
    try (OpenSkyRig narrow = new OpenSkyRig(options -> OpenSkyRig.withConnections(options, 1))) {
      // given
      narrow.read();
      narrow.failWith(Fault.slow(Duration.ofMillis(500)).times(1));

      // when
      List<ReadResult> readings = narrow.readInParallel(20);

      // then: one call is made and four wait; this does not count as a failure of OpenSky
      assertThat(readings).filteredOn(ReadResult::isRead).hasSize(5);
      assertThat(readings)
          .filteredOn(result -> !result.isRead())
          .allMatch(result -> result.reason().contains("are waiting"));
      assertThat(narrow.source.status().degraded()).isFalse();
    }
  }

  @Test
  void departuresShouldNotBeRequestedWhenNoTimeIsLeft() {
    // when
    ReadResult result =
        OpenSkyRig.await(rig.source.departures(OpenSkyRig.query(LICC, Duration.ZERO)));

    // then
    assertThat(result.isRead()).isFalse();
    assertThat(rig.emulator.calls().total()).isZero();
  }

  @Test
  void departuresShouldCompleteOnEachCallersContextWhenTheyShareATokenRequest() {
    // given
    List<Context> callers = IntStream.range(0, 4).mapToObj(i -> newContext(rig.vertx)).toList();

    // when
    List<Future<Context>> completedIn = callers.stream().map(this::readOn).toList();

    // then
    assertThat(completedIn.stream().map(OpenSkyRig::await)).containsExactlyElementsOf(callers);
  }

  private Future<Context> readOn(Context caller) {
    return Future.future(
        promise ->
            caller.runOnContext(
                v ->
                    rig.start(LICC)
                        .onComplete(
                            done ->
                                promise.complete(
                                    done.result().isRead() ? Vertx.currentContext() : null))));
  }

  private static Context newContext(Vertx vertx) {
    return ((io.vertx.core.internal.VertxInternal) vertx).createEventLoopContext();
  }

  private static void trimCallsign(JsonObject flight) {
    String callsign = flight.getString("callsign");
    if (callsign != null) {
      flight.put("callsign", callsign.isBlank() ? null : callsign.strip());
    }
  }
}
