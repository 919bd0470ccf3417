package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryThrottling;
import java.util.Optional;

/**
 * A channel's token bucket (gRFC A6), which stops retries while too many calls to a peer fail.
 * Without settings it never stops one. Safe for use by any thread.
 */
final class RetryThrottle {
  private final Optional<RetryThrottling> settings;
  private double tokens;

  RetryThrottle(Optional<RetryThrottling> settings) {
    this.settings = settings;
    settings.ifPresent(bucket -> tokens = bucket.maxTokens());
  }

  synchronized void succeeded() {
    settings.ifPresent(
        bucket -> tokens = Math.min(bucket.maxTokens(), tokens + bucket.tokenRatio()));
  }

  /** Counts a failure, and returns whether the call may be retried. */
  synchronized boolean allowsAfterFailure() {
    tokens = Math.max(0, tokens - 1);
    return settings.map(bucket -> tokens > bucket.maxTokens() / 2.0).orElse(true);
  }
}
