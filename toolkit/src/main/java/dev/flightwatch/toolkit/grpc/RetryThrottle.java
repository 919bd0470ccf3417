package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryThrottling;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A channel's token bucket (gRFC A6), which stops retries while too many calls to a peer fail. It
 * counts thousandths of tokens, since the ratio has three decimals. Safe for use by any thread.
 */
final class RetryThrottle {
  private static final int TOKEN = 1000;

  private final int capacity;
  private final int refill;
  private final AtomicInteger tokens;

  /** Without settings the bucket never stops a retry. */
  RetryThrottle(Optional<RetryThrottling> settings) {
    capacity = settings.map(s -> s.maxTokens() * TOKEN).orElse(0);
    refill = settings.map(s -> (int) (s.tokenRatio() * TOKEN)).orElse(0);
    tokens = new AtomicInteger(capacity);
  }

  void succeeded() {
    tokens.updateAndGet(count -> Math.min(capacity, count + refill));
  }

  /** Counts a failure, and returns whether the call may be retried. */
  boolean allowsAfterFailure() {
    return capacity == 0 || tokens.updateAndGet(count -> Math.max(0, count - TOKEN)) > capacity / 2;
  }
}
