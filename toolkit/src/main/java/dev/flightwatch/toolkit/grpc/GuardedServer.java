package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.limit.ConcurrencyLimit;
import dev.flightwatch.toolkit.log.Correlation;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.ShedMetrics;
import dev.flightwatch.toolkit.trace.CurrentSpan;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.server.GrpcProtocol;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.Service;
import io.vertx.grpc.server.ServiceBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Vert.x's gRPC server, with what each call must have: an allowed caller, a correlation id, a place
 * among the calls in progress, a bounded time, and a status that is recorded. Belongs to one event
 * loop.
 */
final class GuardedServer implements Handler<HttpServerRequest> {
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;

  /** HTTP/2's code for a stream that is no longer needed. */
  private static final long NO_ERROR = 0;

  private final long callTimeoutMillis;
  private final AllowedCallers callers;
  private final Meters meters;
  private final ConcurrencyLimit limit;
  private final GrpcServer server;
  private final Map<String, String> pathToMethod = new HashMap<>();

  GuardedServer(Vertx vertx, GrpcApiServerOptions options) {
    callTimeoutMillis = options.limits().callTimeout().toMillis();
    callers = new AllowedCallers(options);
    meters = Meters.of(vertx);
    ShedMetrics shed = new ShedMetrics(meters, options.name());
    limit =
        new ConcurrencyLimit(
            options.limits()::maxCallsInFlight,
            () -> {
              shed.shed();
              return ServiceException.of(
                  ErrorKind.OVERLOADED, "too_many_calls", "Too many calls, try again.");
            });
    server =
        GrpcServer.server(
            vertx,
            new GrpcServerOptions()
                .removeEnabledProtocol(GrpcProtocol.WEB)
                .removeEnabledProtocol(GrpcProtocol.WEB_TEXT)
                .removeEnabledProtocol(GrpcProtocol.TRANSCODING)
                .setScheduleDeadlineAutomatically(true)
                .setMaxMessageSize(MAX_MESSAGE_BYTES));
    server.addService(ReflectionService.v1());
  }

  void add(UnaryService service) {
    ServiceName name = ServiceName.create(service.descriptor().getFullName());
    ServiceBuilder builder = Service.service(name, service.descriptor());
    service.methods().forEach(method -> bind(builder, method));
    server.addService(builder.build());
  }

  private <Q, A> void bind(ServiceBuilder builder, UnaryMethod<Q, A> unary) {
    String name = unary.method().fullMethodName();
    pathToMethod.put('/' + name, name);
    GrpcMethodMetrics metrics = new GrpcMethodMetrics(meters, "server", name);
    builder.bind(
        unary.method(),
        request -> serve(request, new GuardedCall<>(request, metrics), unary.function()));
  }

  List<Service> services() {
    return server.services();
  }

  /**
   * Compressed messages are treated as plain ones, which cannot be decoded: a small message may
   * decompress to a large one, and Vert.x throws at an encoding that it does not know.
   */
  @Override
  public void handle(HttpServerRequest request) {
    String method = pathToMethod.get(request.path());
    request.routed(method);
    GrpcStatus allowed = callers.check(request);
    if (allowed != GrpcStatus.OK) {
      refuse(request, allowed);
      return;
    }
    request.headers().set("grpc-encoding", "identity");
    if (method == null) {
      // Vert.x's reflection waits without a bound for a request.
      request.headers().set("grpc-timeout", "2S");
    }
    server.handle(request);
  }

  /** Ends the stream in both directions: nothing of the message is awaited or read. */
  private static void refuse(HttpServerRequest request, GrpcStatus status) {
    request
        .response()
        .putHeader("content-type", "application/grpc")
        .putHeader("grpc-status", status.toString())
        .end()
        .onSuccess(
            sent -> {
              if (!request.isEnded()) {
                request.response().reset(NO_ERROR);
              }
            });
  }

  /** A service keeps its place until it is done, even when the call ends before. */
  private <Q, A> void serve(
      GrpcServerRequest<Q, A> request, GuardedCall<Q, A> call, Function<Q, Future<A>> function) {
    Correlation.adopt(request.headers().get(Correlation.HEADER));
    CurrentSpan.rpc(request.fullMethodName());
    limit
        .run(
            () ->
                call.message()
                    .compose(function)
                    .map(Objects::requireNonNull)
                    .timeout(callTimeoutMillis, TimeUnit.MILLISECONDS))
        .onComplete(call::end);
  }
}
