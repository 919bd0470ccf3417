package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.FunctionCounter;

/** Shows the state of the store of recorded responses. */
final class DeduplicationMetrics {
  private DeduplicationMetrics() {}

  /**
   * Registers the metrics of a server's deduplication.
   *
   * @param server the server's name
   */
  static void register(Meters meters, String server, Deduplication deduplication) {
    FunctionCounter.builder(
            meters.name("idempotency_store_failures_total"),
            deduplication,
            Deduplication::storeFailures)
        .description("Failed calls to the store of recorded gRPC responses")
        .tag("server", server)
        .register(meters.registry());
    meters.gauge(
        meters.name("idempotency_store_away"),
        "1 while the store of recorded gRPC responses is unavailable",
        () -> deduplication.isStoreUnavailable() ? 1 : 0,
        "server",
        server);
  }
}
