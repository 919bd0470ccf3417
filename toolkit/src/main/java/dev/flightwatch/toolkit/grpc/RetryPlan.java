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
  private int retries;
  private int backoffs;

  /**
   * @param random values from 0 to 1, for the jitter
   */
  RetryPlan(Optional<RetryPolicy> policy, RetryThrottle throttle, DoubleSupplier random) {
    this.policy = policy;
    this.throttle = throttle;
    this.random = random;
  }

  /** Returns the number of attempts after the first. */
  int retries() {
    return retries;
  }

  /**
   * Returns the wait before the next attempt; empty when the call must not be retried.
   *
   * @param left time until the deadline, before which the next attempt must begin
   */
  Optional<Duration> next(Outcome<?> failure, Duration left) {
    boolean mayRetry =
        policy.isPresent()
            && policy.get().retryableStatusCodes().contains(failure.status())
            && throttle.allowsAfterFailure()
            && failure.retryable()
            && retries + 1 < policy.get().maxAttempts();
    if (!mayRetry) {
      return Optional.empty();
    }
    Duration wait =
        failure.pushback() == null ? backoff(policy.get()) : pushback(failure.pushback());
    if (wait.isNegative() || wait.compareTo(left) >= 0) {
      return Optional.empty();
    }
    retries++;
    return Optional.of(wait);
  }

  private Duration backoff(RetryPolicy retry) {
    double growth = Math.pow(retry.backoffMultiplier(), backoffs++);
    double backoff =
        Math.min(retry.initialBackoff().toNanos() * growth, retry.maxBackoff().toNanos());
    return Duration.ofNanos((long) (backoff * (MIN_JITTER + JITTER_RANGE * random.getAsDouble())));
  }

  /** Returns the wait that the peer demands: negative for "do not retry", or for no number. */
  private Duration pushback(String millis) {
    backoffs = 0;
    try {
      return Duration.ofMillis(Integer.parseInt(millis));
    } catch (NumberFormatException e) {
      return Duration.ofMillis(-1);
    }
  }
}
