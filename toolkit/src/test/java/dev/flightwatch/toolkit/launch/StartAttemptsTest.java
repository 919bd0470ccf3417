package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flightwatch.toolkit.CapturedLog;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
class StartAttemptsTest {
  @RegisterExtension final CapturedLog log = new CapturedLog(StartAttempts.class);
  private final AtomicInteger attempts = new AtomicInteger();
  private final StartAttempts target = new StartAttempts(3, Duration.ofMillis(1));

  private String until(Vertx vertx, IntFunction<Future<String>> work) throws TimeoutException {
    return target
        .until(vertx, "The store at h:1", "STORE_URL", () -> work.apply(attempts.incrementAndGet()))
        .await(10, TimeUnit.SECONDS);
  }

  static List<Supplier<Future<String>>> failures() {
    return List.of(
        () -> Future.failedFuture("refused\nwith details"),
        () -> {
          throw new IllegalStateException("refused");
        });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void untilShouldRetryWhenAnAttemptFails(Supplier<Future<String>> failing, Vertx vertx)
      throws Exception {
    String result =
        until(vertx, number -> number < 3 ? failing.get() : Future.succeededFuture("ready"));
    assertThat(result).isEqualTo("ready");
    assertThat(attempts).hasValue(3);
    assertThat(log.messages())
        .containsExactly(
            "The store at h:1 is unavailable (refused); retrying in 0.001 s, attempt 2 of 3",
            "The store at h:1 is unavailable (refused); retrying in 0.001 s, attempt 3 of 3");
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
  void untilShouldNameTheClassWhenAFailureHasNoMessage(Vertx vertx) {
    assertThatThrownBy(
            () -> until(vertx, number -> Future.failedFuture(new IllegalStateException())))
        .hasMessageContaining("3 attempts (IllegalStateException)");
  }
}
