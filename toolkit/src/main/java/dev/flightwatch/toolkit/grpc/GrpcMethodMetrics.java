package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Durations of the calls of one method, on one side, by status, and their retries. Safe for use by
 * any thread.
 */
final class GrpcMethodMetrics {
  private final Meters meters;
  private final String side;
  private final String method;
  private final Map<GrpcStatus, Timer> statusToTimer = new ConcurrentHashMap<>();

  /**
   * @param side {@code client} or {@code server}
   */
  GrpcMethodMetrics(Meters meters, String side, String method) {
    this.meters = meters;
    this.side = side;
    this.method = method;
  }

  /**
   * Records a call that has ended.
   *
   * @param start start of the call, by {@code System.nanoTime()}
   */
  void ended(GrpcStatus status, long start) {
    statusToTimer
        .computeIfAbsent(status, this::timer)
        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  /** Counts the attempts of a call after its first. */
  void retried(int attempts) {
    Counter.builder(meters.name("grpc_client_retries_total"))
        .description("Attempts after the first")
        .tag("method", method)
        .register(meters.registry())
        .increment(attempts);
  }

  private Timer timer(GrpcStatus status) {
    return Buckets.QUICK
        .timer(meters.name("grpc_" + side + "_seconds"), "Duration of calls, with all attempts")
        .tags("method", method, "status", status.name())
        .register(meters.registry());
  }
}
