package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ServiceState;
import io.vertx.core.Future;
import io.vertx.grpc.health.handler.GrpcHealthCheckV1Handler;
import io.vertx.grpc.health.handler.GrpcHealthListV1Handler;
import io.vertx.grpc.health.v1.HealthCheckRequest;
import io.vertx.grpc.health.v1.HealthCheckResponse;
import io.vertx.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.vertx.grpc.health.v1.HealthListRequest;
import io.vertx.grpc.health.v1.HealthListResponse;
import io.vertx.grpc.health.v1.HealthProto;
import io.vertx.grpc.server.Service;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The standard health service. All services of a server have one status, which is also the status
 * of the empty name, the server's own.
 *
 * <p>In Vert.x's health service the empty name is always SERVING, and {@code Watch} keeps calls
 * open without a bound. Here {@code Watch} is UNIMPLEMENTED, which the protocol allows.
 */
final class GrpcHealthService {
  private static final Logger log = LoggerFactory.getLogger(GrpcHealthService.class);
  private static final long PROBE_TIMEOUT_MILLIS = 1_000;

  private final ServiceState state;
  private final Supplier<? extends Future<?>> probe;
  private final Supplier<List<Service>> services;
  private Future<HealthCheckResponse> running;

  GrpcHealthService(
      ServiceState state, Supplier<? extends Future<?>> probe, Supplier<List<Service>> services) {
    this.state = state;
    this.probe = probe;
    this.services = services;
  }

  UnaryService service() {
    return UnaryService.of(HealthProto.getDescriptor().findServiceByName("Health"))
        .with(GrpcHealthCheckV1Handler.SERVICE_METHOD, this::check)
        .with(GrpcHealthListV1Handler.SERVICE_METHOD, this::list);
  }

  private Future<HealthCheckResponse> check(HealthCheckRequest request) {
    return names().anyMatch(request.getService()::equals)
        ? status()
        : Future.failedFuture(
            ServiceException.of(
                ErrorKind.NOT_FOUND, "unknown_service", "There is no such service."));
  }

  private Future<HealthListResponse> list(HealthListRequest request) {
    return status()
        .map(
            status -> {
              HealthListResponse.Builder all = HealthListResponse.newBuilder();
              names().forEach(name -> all.putStatuses(name, status));
              return all.build();
            });
  }

  private Stream<String> names() {
    return Stream.concat(
        Stream.of(""), services.get().stream().map(service -> service.name().fullyQualifiedName()));
  }

  /** Requests that arrive while a probe is running share its result. */
  private Future<HealthCheckResponse> status() {
    if (state.phase() != ServiceState.Phase.SERVING) {
      return Future.succeededFuture(response(ServingStatus.NOT_SERVING));
    }
    if (running == null || running.isComplete()) {
      running =
          Future.succeededFuture()
              .<Object>compose(v -> probe.get().mapEmpty())
              .timeout(PROBE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
              .map(response(ServingStatus.SERVING))
              .otherwise(GrpcHealthService::notServing);
    }
    return running;
  }

  private static HealthCheckResponse notServing(Throwable failure) {
    log.debug("The health probe failed", failure);
    return response(ServingStatus.NOT_SERVING);
  }

  private static HealthCheckResponse response(ServingStatus status) {
    return HealthCheckResponse.newBuilder().setStatus(status).build();
  }
}
