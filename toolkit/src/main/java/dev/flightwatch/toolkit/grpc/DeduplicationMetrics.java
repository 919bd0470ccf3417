package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.function.BooleanSupplier;

/** Shows the state of the store of recorded responses of a server. */
final class DeduplicationMetrics {
  private final Counter storeFailures;

  DeduplicationMetrics(Meters meters, String server, BooleanSupplier storeUnavailable) {
    storeFailures =
        Counter.builder(meters.name("idempotency_store_failures_total"))
            .description("Failed calls to the store of recorded gRPC responses")
            .tag("server", server)
            .register(meters.registry());
    meters.gauge(
        meters.name("idempotency_store_away"),
        "1 while the store of recorded gRPC responses is unavailable",
        () -> storeUnavailable.getAsBoolean() ? 1 : 0,
        "server",
        server);
  }

  void storeFailed() {
    storeFailures.increment();
  }
}
