package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Timer;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Durations of the calls of one method, by status. */
final class GrpcServerMetrics {
  private final Meters meters;
  private final String method;
  private final Map<GrpcStatus, Timer> statusToTimer = new ConcurrentHashMap<>();

  GrpcServerMetrics(Meters meters, String method) {
    this.meters = meters;
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

  private Timer timer(GrpcStatus status) {
    return Buckets.QUICK
        .timer(meters.name("grpc_server_seconds"), "Duration of calls, from request to status")
        .tags("method", method, "status", status.name())
        .register(meters.registry());
  }
}
