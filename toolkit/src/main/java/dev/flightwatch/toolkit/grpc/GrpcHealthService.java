package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ServiceState;
import io.vertx.core.Future;
import io.vertx.grpc.health.handler.GrpcHealthCheckV1Handler;
import io.vertx.grpc.health.v1.HealthCheckRequest;
import io.vertx.grpc.health.v1.HealthCheckResponse;
import io.vertx.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.vertx.grpc.health.v1.HealthProto;
import io.vertx.grpc.server.Service;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The standard health service. All services of a server have one status, which is also the status
 * of the empty name, the server's own.
 *
 * <p>In Vert.x's health service the empty name is always SERVING, and {@code Watch} keeps calls
 * open without a bound. Here {@code Watch} and {@code List} are UNIMPLEMENTED, which the protocol
 * allows.
 */
record GrpcHealthService(
    ServiceState state, Supplier<? extends Future<?>> probe, Supplier<List<Service>> services) {
  private static final long PROBE_TIMEOUT_MILLIS = 1_000;

  UnaryService service() {
    return new UnaryService(
        HealthProto.getDescriptor().findServiceByName("Health"),
        List.of(new UnaryMethod<>(GrpcHealthCheckV1Handler.SERVICE_METHOD, this::check)));
  }

  private Future<HealthCheckResponse> check(HealthCheckRequest request) {
    String name = request.getService();
    if (!name.isEmpty()
        && services.get().stream().noneMatch(s -> s.name().fullyQualifiedName().equals(name))) {
      return Future.failedFuture(
          ServiceException.of(ErrorKind.NOT_FOUND, "unknown_service", "There is no such service."));
    }
    return status().map(status -> HealthCheckResponse.newBuilder().setStatus(status).build());
  }

  private Future<ServingStatus> status() {
    if (state.phase() != ServiceState.Phase.SERVING) {
      return Future.succeededFuture(ServingStatus.NOT_SERVING);
    }
    return Future.succeededFuture()
        .<Object>compose(begin -> probe.get().mapEmpty())
        .timeout(PROBE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .map(healthy -> ServingStatus.SERVING)
        .otherwise(ServingStatus.NOT_SERVING);
  }
}
