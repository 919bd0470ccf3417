package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** One call's attempts (gRFC A6): after each failure, whether and when the next one begins. */
final class RetryPlan {
  private static final double LEAST_JITTER = 0.8;
  private static final double JITTER_RANGE = 0.4;

  private final Optional<RetryPolicy> policy;
  private final RetryThrottle throttle;
  private final DoubleSupplier random;
  private int attempts = 1;
  private int backoffs;

  /**
   * @param random from 0 to 1, for the jitter
   */
  RetryPlan(Optional<RetryPolicy> policy, RetryThrottle throttle, DoubleSupplier random) {
    this.policy = policy;
    this.throttle = throttle;
    this.random = random;
  }

  /** How many attempts came before the current one. */
  int previousAttempts() {
    return attempts - 1;
  }

  /** The wait before the next attempt; empty when there is none. */
  Optional<Duration> next(RpcFailure failure) {
    return policy.flatMap(retry -> next(retry, failure));
  }

  private Optional<Duration> next(RetryPolicy retry, RpcFailure failure) {
    boolean stay = failure.pushback() != null && pushbackMillis(failure.pushback()) < 0;
    if (!retry.retryableStatuses().contains(failure.status()) && !stay) {
      return Optional.empty();
    }
    if (!throttle.allowsAfterFailure() || stay || failure.isCommitted()) {
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
    double full = Math.min(retry.initialBackoff().toNanos() * growth, retry.maxBackoff().toNanos());
    return Duration.ofNanos((long) (full * (LEAST_JITTER + JITTER_RANGE * random.getAsDouble())));
  }

  /** Negative for "do not try again", which is also how a value that is no number is taken. */
  private static long pushbackMillis(String pushback) {
    try {
      return Integer.parseInt(pushback);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
