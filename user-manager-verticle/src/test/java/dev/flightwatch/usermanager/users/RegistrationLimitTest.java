package dev.flightwatch.usermanager.users;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RegistrationLimitTest {
  private static final String NETWORK = "192.0.2.1";

  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  private final RegistrationLimit target = new RegistrationLimit(3, clock);
  private final Logger audit = (Logger) LoggerFactory.getLogger("audit");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void capture() {
    lines.start();
    audit.addAppender(lines);
  }

  @AfterEach
  void release() {
    audit.detachAppender(lines);
  }

  @Test
  void countShouldLimitEachNetworkAndSayWhenToTryAgain() {
    // given
    IntStream.range(0, 3).forEach(i -> assertThat(target.count(NETWORK).succeeded()).isTrue());

    // when
    Future<Void> limited = target.count(NETWORK);

    // then
    ServiceException failure = ServiceException.from(limited.cause());
    assertThat(failure.code()).isEqualTo("too_many_registrations");
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(20));
    assertThat(target.count("192.0.2.2").succeeded()).isTrue();
    clock.advance(Duration.ofSeconds(20));
    assertThat(target.count(NETWORK).succeeded()).isTrue();
    assertThat(target.count(NETWORK).failed()).isTrue();
  }

  @Test
  void limitShouldBeLoggedOnceAMinute() {
    // when
    IntStream.range(0, 100).forEach(i -> target.count(NETWORK));
    clock.advance(Duration.ofSeconds(59));
    IntStream.range(0, 100).forEach(i -> target.count(NETWORK));
    clock.advance(Duration.ofSeconds(2));
    IntStream.range(0, 100).forEach(i -> target.count(NETWORK));

    // then
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .hasSize(2)
        .containsOnly("Limit of registrations reached: user unknown, network 192.0.2.1");
  }
}
