package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.grpc.ServiceConfig.RetryThrottling;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A channel's token bucket (gRFC A6): while a peer fails too much, its calls are not tried again.
 * Counts in thousandths, as a ratio has three decimals.
 */
final class RetryThrottle {
  private static final int TOKEN = 1000;

  private final int capacity;
  private final int refill;
  private final AtomicInteger tokens;

  /** Without settings it never holds back. */
  RetryThrottle(Optional<RetryThrottling> settings) {
    capacity = settings.map(s -> s.maxTokens() * TOKEN).orElse(0);
    refill = settings.map(s -> (int) (s.tokenRatio() * TOKEN)).orElse(0);
    tokens = new AtomicInteger(capacity);
  }

  void succeeded() {
    tokens.updateAndGet(count -> Math.min(capacity, count + refill));
  }

  /** Counts a failure, and says whether it may be tried again. */
  boolean allowsAfterFailure() {
    return capacity == 0 || tokens.updateAndGet(count -> Math.max(0, count - TOKEN)) > capacity / 2;
  }
}
