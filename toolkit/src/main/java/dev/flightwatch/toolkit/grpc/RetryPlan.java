package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Decides after each failed attempt of a call whether and when to retry it (gRFC A6). */
final class RetryPlan {
  private static final double MIN_JITTER = 0.8;
  private static final double JITTER_RANGE = 0.4;

  private final Optional<RetryPolicy> policy;
  private final RetryThrottle throttle;
  private final DoubleSupplier random;
  private int attempts = 1;
  private int backoffs;

  /**
   * @param random values from 0 to 1, for the jitter
   */
  RetryPlan(Optional<RetryPolicy> policy, RetryThrottle throttle, DoubleSupplier random) {
    this.policy = policy;
    this.throttle = throttle;
    this.random = random;
  }

  /** Returns the number of attempts before the current one. */
  int previousAttempts() {
    return attempts - 1;
  }

  /** Returns the wait before the next attempt; empty when the call must not be retried. */
  Optional<Duration> next(RpcFailure failure) {
    return policy.flatMap(retry -> next(retry, failure));
  }

  private Optional<Duration> next(RetryPolicy retry, RpcFailure failure) {
    boolean forbidden = failure.pushback() != null && pushbackMillis(failure.pushback()) < 0;
    if (!retry.retryableStatuses().contains(failure.status()) && !forbidden) {
      return Optional.empty();
    }
    if (!throttle.allowsAfterFailure() || forbidden || failure.isCommitted()) {
      return Optional.empty();
    }
    if (attempts >= retry.maxAttempts()) {
      return Optional.empty();
    }
    attempts++;
    if (failure.pushback() != null) {
      backoffs = 0;
      return Optional.of(Duration.ofMillis(pushbackMillis(failure.pushback())));
    }
    return Optional.of(backoff(retry));
  }

  private Duration backoff(RetryPolicy retry) {
    double growth = Math.pow(retry.backoffMultiplier(), backoffs++);
    double backoff =
        Math.min(retry.initialBackoff().toNanos() * growth, retry.maxBackoff().toNanos());
    return Duration.ofNanos((long) (backoff * (MIN_JITTER + JITTER_RANGE * random.getAsDouble())));
  }

  /** Returns a negative number for "do not retry", which a value that is not a number means too. */
  private static long pushbackMillis(String pushback) {
    try {
      return Integer.parseInt(pushback);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
