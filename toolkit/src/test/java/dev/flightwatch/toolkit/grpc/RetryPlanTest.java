package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryPolicy;
import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryThrottling;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPlanTest {
  private static final RpcFailure UNAVAILABLE = RpcFailure.refused(GrpcStatus.UNAVAILABLE, null);
  private static final RetryThrottle NO_THROTTLE = new RetryThrottle(Optional.empty());

  @ParameterizedTest
  @CsvSource({"0, 400, 800, 1600, 1600", "0.5, 500, 1000, 2000, 2000", "1, 600, 1200, 2400, 2400"})
  void nextShouldDoubleTheWaitWithJitterUpToTheMaximum(
      double drawn, long first, long second, long third, long fourth) {
    // given
    RetryPlan target = plan(NO_THROTTLE, () -> drawn);

    // then
    assertThat(target.next(UNAVAILABLE)).contains(Duration.ofMillis(first));
    assertThat(target.next(UNAVAILABLE)).contains(Duration.ofMillis(second));
    assertThat(target.next(UNAVAILABLE)).contains(Duration.ofMillis(third));
    assertThat(target.next(UNAVAILABLE)).contains(Duration.ofMillis(fourth));
    assertThat(target.next(UNAVAILABLE)).isEmpty();
    assertThat(target.previousAttempts()).isEqualTo(4);
  }

  @Test
  void nextShouldBeEmptyWhenStatusIsNotListedOrResponseHasBegun() {
    assertThat(plan(NO_THROTTLE).next(RpcFailure.refused(GrpcStatus.INTERNAL, null))).isEmpty();
    assertThat(plan(NO_THROTTLE).next(RpcFailure.refused(GrpcStatus.INTERNAL, "100"))).isEmpty();
    assertThat(plan(NO_THROTTLE).next(RpcFailure.committed(GrpcStatus.UNAVAILABLE, null)))
        .isEmpty();
  }

  @Test
  void nextShouldUseThePeersWaitThenRestartItsOwn() {
    // given
    RetryPlan target = plan(NO_THROTTLE);
    target.next(UNAVAILABLE);

    // then
    assertThat(target.next(RpcFailure.refused(GrpcStatus.UNAVAILABLE, "70")))
        .contains(Duration.ofMillis(70));
    assertThat(target.next(UNAVAILABLE)).contains(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @CsvSource({"-1", "soon", "''", "99999999999"})
  void nextShouldBeEmptyWhenThePeerForbidsIt(String pushback) {
    assertThat(plan(NO_THROTTLE).next(RpcFailure.refused(GrpcStatus.UNAVAILABLE, pushback)))
        .isEmpty();
  }

  @Test
  void nextShouldBeEmptyWhileTooManyCallsFailAndReturnWithSuccesses() {
    // given
    RetryThrottle throttle = new RetryThrottle(Optional.of(new RetryThrottling(4, 0.5)));

    // then
    assertThat(plan(throttle).next(UNAVAILABLE)).isPresent();
    assertThat(plan(throttle).next(UNAVAILABLE)).isEmpty();
    throttle.succeeded();
    throttle.succeeded();
    throttle.succeeded();
    assertThat(plan(throttle).next(UNAVAILABLE)).isPresent();
  }

  @Test
  void nextShouldBeEmptyWhenThereIsNoPolicy() {
    assertThat(new RetryPlan(Optional.empty(), NO_THROTTLE, () -> 0.5).next(UNAVAILABLE)).isEmpty();
  }

  private static RetryPlan plan(RetryThrottle throttle) {
    return plan(throttle, () -> 0.5);
  }

  private static RetryPlan plan(RetryThrottle throttle, DoubleSupplier random) {
    RetryPolicy policy =
        new RetryPolicy(
            5, Duration.ofMillis(500), Duration.ofSeconds(2), 2, Set.of(GrpcStatus.UNAVAILABLE));
    return new RetryPlan(Optional.of(policy), throttle, random);
  }
}
