package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.ClientCredentials;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.FaultKind;
import dev.flightwatch.embedded.opensky.FaultTarget;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OpenSkyTest {

  private final OpenSkyRig rig = new OpenSkyRig();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger rootLogger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  @BeforeEach
  void captureLog() {
    lines.start();
    rootLogger.addAppender(lines);
  }

  @AfterEach
  void close() {
    rootLogger.detachAppender(lines);
    rig.close();
  }

  @Test
  void sourceShouldMakeNoCallsWithoutCredentials() {
    // given
    FlightSource target = rig.source(null);

    // when
    ReadResult result = await(target.flights(OpenSkyRig.query(LICC, OpenSkyRig.CALL)));

    // then
    assertThat(result.isRead()).isFalse();
    assertThat(result.reason()).contains("credentials");
    assertThat(target.status()).isEqualTo(OpenSkyStatus.mock());
    assertThat(rig.metrics())
        .contains(
            "flightwatch_opensky_mode{mode=\"mock\"} 1.0",
            "flightwatch_opensky_breaker_state{state=\"closed\"} 0.0",
            "flightwatch_opensky_credits_left NaN");
    assertThat(rig.emulator.calls().total()).isZero();
  }

  @Test
  void rejectionShouldBeLoggedOnceForEachReasonInARow() {
    // when
    rig.failWith(Fault.status(401).times(4)); // two reads with a repetition each
    rig.failWith(Fault.status(403).times(3));
    rig.failWith(Fault.status(400).times(2));
    for (int i = 0; i < 7; i++) {
      rig.read();
    }
    rig.read();
    rig.failWith(Fault.status(400).times(1));
    rig.read();

    // then
    assertThat(warnings())
        .containsExactly(
            warning("OpenSky rejected the access token (401)"),
            warning("OpenSky rejected the call (403)"),
            warning("OpenSky rejected the call (400)"),
            warning("OpenSky rejected the call (400)"));
  }

  @Test
  void failedCallsShouldBeLoggedEachTimeAndSkippedCallsNever() {
    // when
    rig.failWith(Fault.status(503));
    rig.readUntilTheBreakerOpens();
    rig.read();

    // then: one line per call, and one for the circuit breaker
    assertThat(warnings()).hasSize(OpenSkyRig.BREAKER_FAILURES + 1);
  }

  @Test
  void pauseShouldBeLoggedOnce() {
    rig.failWith(Fault.tooManyRequests(100).times(1));
    rig.failWith(Fault.tooManyRequests(101));

    rig.readInParallel(3);
    rig.read();

    assertThat(warnings())
        .containsExactly(
            "OpenSky received too many requests (429): no calls until 2026-03-10T12:01:40Z");
  }

  @Test
  void logShouldContainNoSecretsAndNoTokensAtAnyLevel() {
    // given
    Level before = rootLogger.getLevel();
    rootLogger.setLevel(Level.TRACE);

    // when
    rig.read();
    for (FaultKind kind :
        List.of(FaultKind.TRUNCATED_JSON, FaultKind.GARBAGE, FaultKind.HTML, FaultKind.DROP)) {
      rig.emulator.expireTokens();
      rig.failWith(Fault.of(kind).times(1).on(FaultTarget.TOKEN));
      rig.read();
      rig.read();
    }
    rootLogger.setLevel(before);

    // then
    // Netty logs every byte at these levels.
    assertThat(messages(line -> !line.getLoggerName().startsWith("io.netty")))
        .isNotEmpty()
        .noneMatch(line -> line.contains(OpenSkyRig.account().clientSecret()))
        .noneMatch(line -> line.contains("eyJ"));
  }

  @Test
  void toStringShouldMaskTheSecret() {
    ClientCredentials target = new ClientCredentials("me", "hunter2");

    assertThat(target.toString()).contains("me").doesNotContain("hunter2");
  }

  private static String warning(String reason) {
    return "The departures of LICC could not be read: " + reason + "; the next collection retries";
  }

  private List<String> warnings() {
    return messages(
        line ->
            line.getLevel() == Level.WARN && line.getLoggerName().startsWith("dev.flightwatch"));
  }

  private List<String> messages(Predicate<ILoggingEvent> filter) {
    return List.copyOf(lines.list).stream()
        .filter(filter)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
