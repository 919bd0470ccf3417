package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Counter;
import dev.flightwatch.toolkit.metrics.HistogramFamily;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.Metric;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long the calls of a channel take, and how often they are tried again. */
final class GrpcClientMetrics {
  private static final Metric SECONDS =
      Metric.of("flightwatch_grpc_client_seconds", "Calls made, with all their attempts");
  private static final Metric RETRIES =
      Metric.of("flightwatch_grpc_client_retries_total", "Attempts after the first");

  private record OfMethod(HistogramFamily times, Counter retries) {}

  private final Meters meters;
  private final Map<String, OfMethod> methodToTimes = new ConcurrentHashMap<>();

  GrpcClientMetrics(Meters meters) {
    this.meters = meters;
  }

  /**
   * A call has ended.
   *
   * @param failure null when it was answered
   * @param since when it began, by {@code System.nanoTime()}
   */
  void ended(ServiceMethod<?, ?> method, Throwable failure, long since) {
    GrpcStatus status = failure == null ? GrpcStatus.OK : RpcFailure.of(failure).status();
    of(method).times().record(status.name(), System.nanoTime() - since);
  }

  /** A call is tried once more. */
  void retried(ServiceMethod<?, ?> method) {
    of(method).retries().increment();
  }

  private OfMethod of(ServiceMethod<?, ?> method) {
    return methodToTimes.computeIfAbsent(
        method.fullMethodName(),
        name ->
            new OfMethod(
                meters.histograms(SECONDS.with("method", name), "status", Buckets.QUICK),
                meters.counter(RETRIES.with("method", name))));
  }
}
