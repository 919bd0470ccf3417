package dev.flightwatch.toolkit.grpc;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ServiceState;
import io.vertx.core.Future;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.health.handler.GrpcHealthCheckV1Handler;
import io.vertx.grpc.health.handler.GrpcHealthListV1Handler;
import io.vertx.grpc.health.v1.HealthCheckResponse;
import io.vertx.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.vertx.grpc.health.v1.HealthListResponse;
import io.vertx.grpc.health.v1.HealthProto;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.Service;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The standard health service of a door. The services of a door are well together, and so is the
 * door, whose name is empty. Vert.x has such a service: in it the empty name is always well, and
 * {@code Watch} keeps callers for good, without a bound. Here {@code Watch} is UNIMPLEMENTED, which
 * the protocol has clients bear.
 */
final class GrpcHealthService implements Service {
  private static final Logger log = LoggerFactory.getLogger(GrpcHealthService.class);
  private static final ServiceDescriptor DESCRIPTOR =
      HealthProto.getDescriptor().findServiceByName("Health");
  private static final long PATIENCE_MILLIS = 1_000;

  private final ServiceState state;
  private final Supplier<? extends Future<?>> probe;
  private Future<HealthCheckResponse> round;

  GrpcHealthService(ServiceState state, Supplier<? extends Future<?>> probe) {
    this.state = state;
    this.probe = probe;
  }

  @Override
  public ServiceName name() {
    return ServiceName.create(DESCRIPTOR.getFullName());
  }

  @Override
  public ServiceDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public void bind(GrpcServer server) {
    server.callHandler(
        GrpcHealthCheckV1Handler.SERVICE_METHOD,
        request ->
            request.handler(
                question ->
                    check(server, question.getService())
                        .onComplete(request.response()::end, request.response()::fail)));
    server.callHandler(
        GrpcHealthListV1Handler.SERVICE_METHOD,
        request ->
            request.handler(
                question ->
                    list(server).onComplete(request.response()::end, request.response()::fail)));
  }

  private Future<HealthCheckResponse> check(GrpcServer server, String service) {
    return names(server).anyMatch(service::equals)
        ? status()
        : Future.failedFuture(
            ServiceException.of(
                ErrorKind.NOT_FOUND, "unknown_service", "There is no such service here."));
  }

  private Future<HealthListResponse> list(GrpcServer server) {
    List<String> names = names(server).toList();
    return status()
        .map(
            status -> {
              HealthListResponse.Builder all = HealthListResponse.newBuilder();
              names.forEach(name -> all.putStatuses(name, status));
              return all.build();
            });
  }

  private static Stream<String> names(GrpcServer server) {
    return Stream.concat(
        Stream.of(""),
        server.services().stream().map(service -> service.name().fullyQualifiedName()));
  }

  /** Who asks while a probe is under way gets what that one says. */
  private Future<HealthCheckResponse> status() {
    if (state.phase() != ServiceState.Phase.SERVING) {
      return Future.succeededFuture(answer(ServingStatus.NOT_SERVING));
    }
    if (round == null || round.isComplete()) {
      round =
          Future.succeededFuture(probe)
              .<Object>compose(asked -> asked.get().mapEmpty())
              .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
              .map(answer(ServingStatus.SERVING))
              .otherwise(GrpcHealthService::notServing);
    }
    return round;
  }

  private static HealthCheckResponse notServing(Throwable failure) {
    log.debug("The door is not well", failure);
    return answer(ServingStatus.NOT_SERVING);
  }

  private static HealthCheckResponse answer(ServingStatus status) {
    return HealthCheckResponse.newBuilder().setStatus(status).build();
  }
}
