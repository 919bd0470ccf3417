package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flightwatch.toolkit.CapturedLog;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
class StartAttemptsTest {
  @RegisterExtension final CapturedLog log = new CapturedLog(StartAttempts.class);
  private final AtomicInteger attempts = new AtomicInteger();
  private final StartAttempts target = new StartAttempts(3, Duration.ofMillis(1));

  private String until(Vertx vertx, IntFunction<Future<String>> work) throws TimeoutException {
    return target
        .until(vertx, "The store at h:1", "STORE_URL", () -> work.apply(attempts.incrementAndGet()))
        .await(30, TimeUnit.SECONDS);
  }

  @Test
  void untilShouldSucceedWhenALaterAttemptSucceeds(Vertx vertx) throws Exception {
    String result =
        until(
            vertx,
            number ->
                number < 3 ? Future.failedFuture("refused") : Future.succeededFuture("ready"));
    assertThat(result).isEqualTo("ready");
    assertThat(attempts).hasValue(3);
  }

  static List<Arguments> failures() {
    ServiceException plain = unavailable(null);
    return List.of(
        arguments(new IllegalStateException("refused\nwith details"), "refused"),
        arguments(new IllegalStateException(), "IllegalStateException"),
        arguments(plain, "The store is unavailable."),
        arguments(unavailable(new ConnectException("Connection refused")), "Connection refused"),
        arguments(unavailable(new UnknownHostException("nowhere")), "unknown host: nowhere"),
        arguments(
            unavailable(new UnknownHostException("nowhere: Name or service not known")),
            "unknown host: nowhere: Name or service not known"),
        arguments(
            unavailable(new IllegalStateException("a", new TimeoutException("\n after 5 s"))),
            "after 5 s"));
  }

  private static ServiceException unavailable(Throwable cause) {
    return ServiceException.of(
        ErrorKind.UNAVAILABLE, "database_away", "The store is unavailable.", cause);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void untilShouldNameTheReasonOfEachAttemptInOneLine(
      Exception failing, String reason, Vertx vertx) {
    // when
    ServiceException last =
        catchThrowableOfType(
            ServiceException.class, () -> until(vertx, number -> Future.failedFuture(failing)));

    // then
    String retry = "The store at h:1 is unavailable (%s); retrying in 0.001 s, attempt %d of 3";
    assertThat(log.messages())
        .containsExactly(retry.formatted(reason, 2), retry.formatted(reason, 3));
    assertThat(last).hasMessageContaining("after 3 attempts (" + reason + ")");
  }

  @Test
  void untilShouldNameTheVariableAndTheInnermostCauseWhenAllAttemptsFailed(Vertx vertx) {
    Throwable cause =
        new IllegalStateException("no connection", new ConnectException("Connection refused"));
    ServiceException failure =
        catchThrowableOfType(
            ServiceException.class, () -> until(vertx, number -> Future.failedFuture(cause)));
    assertThat(attempts).hasValue(3);
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("dependency_away");
    assertThat(failure)
        .hasCause(cause)
        .hasMessage(
            "The store at h:1 is unavailable after 3 attempts (Connection refused). Start it, or set"
                + " STORE_URL to its address.");
  }

  @Test
  void untilShouldRetryWhenAnAttemptThrows(Vertx vertx) {
    assertThatThrownBy(
            () ->
                until(
                    vertx,
                    number -> {
                      throw new IllegalStateException("refused");
                    }))
        .hasMessageContaining("3 attempts (refused)");
  }
}
