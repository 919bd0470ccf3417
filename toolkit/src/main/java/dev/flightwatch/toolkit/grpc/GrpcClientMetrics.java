package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Durations and retries of a channel's calls, by method. */
final class GrpcClientMetrics {
  private record MethodMetrics(Map<GrpcStatus, Timer> statusToTimer, Counter retries) {}

  private final Meters meters;
  private final Map<String, MethodMetrics> methodToMetrics = new ConcurrentHashMap<>();

  GrpcClientMetrics(Meters meters) {
    this.meters = meters;
  }

  /**
   * Records a call that has ended.
   *
   * @param failure null when the call succeeded
   * @param start start of the call, by {@code System.nanoTime()}
   */
  void ended(ServiceMethod<?, ?> method, Throwable failure, long start) {
    GrpcStatus status = failure == null ? GrpcStatus.OK : RpcFailure.of(failure).status();
    of(method)
        .statusToTimer()
        .computeIfAbsent(status, ended -> timer(method, ended))
        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  /** Counts an attempt after the first. */
  void retried(ServiceMethod<?, ?> method) {
    of(method).retries().increment();
  }

  private MethodMetrics of(ServiceMethod<?, ?> method) {
    return methodToMetrics.computeIfAbsent(
        method.fullMethodName(),
        name ->
            new MethodMetrics(
                new ConcurrentHashMap<>(),
                Counter.builder(meters.name("grpc_client_retries_total"))
                    .description("Attempts after the first")
                    .tag("method", name)
                    .register(meters.registry())));
  }

  private Timer timer(ServiceMethod<?, ?> method, GrpcStatus status) {
    return Buckets.QUICK
        .timer(meters.name("grpc_client_seconds"), "Duration of calls, with all their attempts")
        .tags("method", method.fullMethodName(), "status", status.name())
        .register(meters.registry());
  }
}
