package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryPolicy;
import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryThrottling;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPlanTest {
  private static final RetryThrottle NO_THROTTLE = new RetryThrottle(Optional.empty());
  private static final RetryPolicy POLICY =
      new RetryPolicy(
          5, Duration.ofMillis(500), Duration.ofSeconds(2), 2, Set.of(GrpcStatus.UNAVAILABLE));

  @ParameterizedTest
  @CsvSource({"0, 400, 800, 1600, 1600", "0.5, 500, 1000, 2000, 2000", "1, 600, 1200, 2400, 2400"})
  void nextShouldDoubleTheWaitWithJitterUpToTheMaximum(
      double drawn, long first, long second, long third, long fourth) {
    // given
    RetryPlan target = new RetryPlan(Optional.of(POLICY), NO_THROTTLE, () -> drawn);

    // then
    assertThat(next(target, null)).contains(first);
    assertThat(next(target, null)).contains(second);
    assertThat(next(target, null)).contains(third);
    assertThat(next(target, null)).contains(fourth);
    assertThat(next(target, null)).isEmpty();
    assertThat(target.retries()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, true, , 501, true",
    "UNAVAILABLE, true, , 500, false",
    "UNAVAILABLE, false, , 501, false",
    "INTERNAL, true, , 501, false",
    "INTERNAL, true, 100, 501, false",
    "UNAVAILABLE, true, 0, 501, true",
    "UNAVAILABLE, true, 600, 501, false",
    "UNAVAILABLE, true, -1, 501, false",
    "UNAVAILABLE, true, soon, 501, false",
    "UNAVAILABLE, true, '', 501, false",
    "UNAVAILABLE, true, 99999999999, 501, false",
  })
  void nextShouldBeEmptyUnlessStatusPeerAndDeadlineAllowARetry(
      GrpcStatus status, boolean retryable, String pushback, long leftMillis, boolean retried) {
    // given
    RetryPlan target = plan(NO_THROTTLE);
    Outcome<?> outcome = new Outcome<>(status, null, retryable, pushback, null);

    // then
    assertThat(target.next(outcome, Duration.ofMillis(leftMillis)).isPresent()).isEqualTo(retried);
    assertThat(target.retries()).isEqualTo(retried ? 1 : 0);
  }

  @Test
  void nextShouldUseThePeersWaitThenRestartItsOwn() {
    // given
    RetryPlan target = plan(NO_THROTTLE);
    next(target, null);

    // then
    assertThat(next(target, "70")).contains(70L);
    assertThat(next(target, null)).contains(500L);
  }

  @Test
  void nextShouldBeEmptyWhileTooManyCallsFailAndReturnWithSuccesses() {
    // given
    RetryThrottle throttle = new RetryThrottle(Optional.of(new RetryThrottling(4, 0.5)));

    // then
    assertThat(next(plan(throttle), null)).isPresent();
    assertThat(next(plan(throttle), null)).isEmpty();
    throttle.succeeded();
    throttle.succeeded();
    throttle.succeeded();
    assertThat(next(plan(throttle), null)).isPresent();
  }

  @Test
  void nextShouldBeEmptyWhenThereIsNoPolicy() {
    assertThat(next(new RetryPlan(Optional.empty(), NO_THROTTLE, () -> 0.5), null)).isEmpty();
  }

  private static RetryPlan plan(RetryThrottle throttle) {
    return new RetryPlan(Optional.of(POLICY), throttle, () -> 0.5);
  }

  private static Optional<Long> next(RetryPlan plan, String pushback) {
    Outcome<?> unavailable = new Outcome<>(GrpcStatus.UNAVAILABLE, null, true, pushback, null);
    return plan.next(unavailable, Duration.ofMinutes(1)).map(Duration::toMillis);
  }
}
