package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(VertxExtension.class)
class StartAttemptsTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(StartAttempts.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final StartAttempts target = new StartAttempts(3, Duration.ofMillis(1));

  @BeforeEach
  void captureLog() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void releaseLog() {
    logger.detachAppender(logged);
  }

  private String until(Vertx vertx, IntFunction<Future<String>> work) throws TimeoutException {
    return target
        .until(vertx, "The store at h:1", "STORE_URL", () -> work.apply(attempts.incrementAndGet()))
        .await(10, TimeUnit.SECONDS);
  }

  @Test
  void untilShouldTryOnceWhenTheFirstAttemptSucceeds(Vertx vertx) throws Exception {
    assertThat(until(vertx, number -> Future.succeededFuture("ready"))).isEqualTo("ready");

    assertThat(attempts).hasValue(1);
    assertThat(logged.list).isEmpty();
  }

  @Test
  void untilShouldRetryWhenAnAttemptFails(Vertx vertx) throws Exception {
    String result =
        until(
            vertx,
            number ->
                number < 3
                    ? Future.failedFuture("refused\nwith details")
                    : Future.succeededFuture("ready"));

    assertThat(result).isEqualTo("ready");
    assertThat(attempts).hasValue(3);
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "The store at h:1 is unavailable (refused); retrying in 0.001 s, attempt 2 of 3",
            "The store at h:1 is unavailable (refused); retrying in 0.001 s, attempt 3 of 3");
  }

  @Test
  void untilShouldRetryWhenAnAttemptThrows(Vertx vertx) throws Exception {
    String result =
        until(
            vertx,
            number -> {
              if (number < 3) {
                throw new IllegalStateException();
              }
              return Future.succeededFuture("ready");
            });

    assertThat(result).isEqualTo("ready");
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains(
            "The store at h:1 is unavailable (IllegalStateException); retrying in 0.001 s, attempt"
                + " 2 of 3");
  }

  @Test
  void untilShouldNameTheVariableWhenAllAttemptsFailed(Vertx vertx) {
    IllegalStateException cause = new IllegalStateException("refused");

    ServiceException failure =
        catchThrowableOfType(
            ServiceException.class, () -> until(vertx, number -> Future.failedFuture(cause)));

    assertThat(attempts).hasValue(3);
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("dependency_away");
    assertThat(failure)
        .hasCause(cause)
        .hasMessage(
            "The store at h:1 is unavailable after 3 attempts (refused). Start it, or set STORE_URL"
                + " to its address.");
  }

  @Test
  void untilShouldReportTheInnermostCauseThatHasAMessage(Vertx vertx) {
    ServiceException failure =
        ServiceException.of(
            ErrorKind.UNAVAILABLE,
            "database_away",
            "The database is unavailable.",
            new IllegalStateException("no connection", new ConnectException("Connection refused")));

    assertThatThrownBy(() -> until(vertx, number -> Future.failedFuture(failure)))
        .hasMessageStartingWith(
            "The store at h:1 is unavailable after 3 attempts (Connection refused).")
        .hasCause(failure);
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .first()
        .asString()
        .startsWith("The store at h:1 is unavailable (Connection refused);");
  }

  @Test
  void attemptsShouldBePositive() {
    assertThatThrownBy(() -> new StartAttempts(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attempts must be positive");
  }
}
