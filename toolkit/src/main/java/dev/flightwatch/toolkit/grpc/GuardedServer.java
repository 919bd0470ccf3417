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
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.WireFormat;
import io.vertx.grpc.server.GrpcProtocol;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.Service;
import io.vertx.grpc.server.ServiceBuilder;
import io.vertx.grpc.server.StatusException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Vert.x's gRPC server, with what each call must have: a correlation id, an allowed caller, a place
 * among the calls in progress, a bounded time, and a status that is recorded. Belongs to one event
 * loop.
 */
final class GuardedServer implements Handler<HttpServerRequest> {
  private static final String ENCODING = "grpc-encoding";
  private static final String IDENTITY = "identity";
  private static final String UNCOMPRESSED = "uncompressed";
  private static final Pattern TIMEOUT = Pattern.compile("[0-9]{1,8}[HMSmun]");

  private final long callTimeoutMillis;
  private final AllowedCallers callers;
  private final Meters meters;
  private final ConcurrencyLimit limit;
  private final GrpcServer server;
  private final Map<String, String> pathToMethod = new HashMap<>();

  GuardedServer(Vertx vertx, GrpcApiServerOptions options) {
    GrpcServerLimits limits = options.limits();
    callTimeoutMillis = limits.callTimeout().toMillis();
    callers = new AllowedCallers(options.name(), options.allowedCallers());
    meters = Meters.of(vertx);
    ShedMetrics shed = new ShedMetrics(meters, options.name());
    limit = new ConcurrencyLimit(limits::maxCallsInFlight, () -> tooMany(shed));
    server =
        GrpcServer.server(
                vertx,
                new GrpcServerOptions()
                    .removeEnabledProtocol(GrpcProtocol.WEB)
                    .removeEnabledProtocol(GrpcProtocol.WEB_TEXT)
                    .removeEnabledProtocol(GrpcProtocol.TRANSCODING)
                    .setScheduleDeadlineAutomatically(true)
                    .setMaxMessageSize(limits.maxMessageBytes()))
            .callHandler(
                unknown ->
                    unknown
                        .response()
                        .status(GrpcStatus.UNIMPLEMENTED)
                        .statusMessage("There is no such method.")
                        .end());
  }

  private static ServiceException tooMany(ShedMetrics shed) {
    shed.shed();
    return ServiceException.of(
        ErrorKind.OVERLOADED, "too_many_calls", "Too many calls, try again.");
  }

  void add(UnaryService service) {
    ServiceBuilder builder = Service.service(service.name(), service.descriptor());
    service.methods().forEach(method -> bind(builder, method));
    server.addService(builder.build());
  }

  private <Q, A> void bind(ServiceBuilder builder, UnaryService.Method<Q, A> method) {
    builder.bind(
        method.method(),
        handler(
            method.method(),
            call -> call.message().compose(method.function()).map(Objects::requireNonNull)));
  }

  /** Adds server reflection, which describes all services that have been added. */
  void addReflection() {
    Reflection reflection = new Reflection(server::services);
    server.addService(
        Service.service(Reflection.NAME, Reflection.DESCRIPTOR)
            .bind(
                Reflection.METHOD,
                handler(Reflection.METHOD, call -> call.respondToEach(reflection::respond)))
            .build());
  }

  List<Service> services() {
    return server.services();
  }

  private <Q, A> Handler<GrpcServerRequest<Q, A>> handler(
      ServiceMethod<Q, A> method, Function<GuardedCall<Q, A>, Future<A>> work) {
    String name = method.fullMethodName();
    pathToMethod.put('/' + name, name);
    GrpcServerMetrics metrics = new GrpcServerMetrics(meters, name);
    return request -> serve(request, new GuardedCall<>(request, metrics), work);
  }

  /**
   * Gives an uncompressed call an encoding that Vert.x does not know. A message that is marked as
   * compressed all the same then fails to be decoded, where Vert.x would throw, or take it as it
   * is.
   */
  @Override
  public void handle(HttpServerRequest request) {
    request.routed(pathToMethod.get(request.path()));
    String encoding = request.getHeader(ENCODING);
    if (encoding == null || encoding.equals(IDENTITY)) {
      request.headers().set(ENCODING, UNCOMPRESSED);
    }
    server.handle(request);
  }

  /** A service keeps its place until it is done, even when the call ends before. */
  private <Q, A> void serve(
      GrpcServerRequest<Q, A> request,
      GuardedCall<Q, A> call,
      Function<GuardedCall<Q, A>, Future<A>> work) {
    Correlation.adopt(request.headers().get(Correlation.HEADER));
    CurrentSpan.rpc(request.fullMethodName());
    refusal(request)
        .map(Future::<A>failedFuture)
        .orElseGet(
            () ->
                limit.run(() -> work.apply(call).timeout(callTimeoutMillis, TimeUnit.MILLISECONDS)))
        .onComplete(call::end);
  }

  private Optional<StatusException> refusal(GrpcServerRequest<?, ?> request) {
    if (!UNCOMPRESSED.equals(request.encoding()) || request.format() != WireFormat.PROTOBUF) {
      request.response().headers().set("grpc-accept-encoding", IDENTITY);
      return Optional.of(
          new StatusException(
              GrpcStatus.UNIMPLEMENTED, "Only uncompressed protobuf is supported."));
    }
    String timeout = request.headers().get("grpc-timeout");
    // Vert.x keeps no deadline of less than a millisecond.
    if (timeout != null && request.timeout() == 0 && TIMEOUT.matcher(timeout).matches()) {
      return Optional.of(
          new StatusException(GrpcStatus.DEADLINE_EXCEEDED, "The deadline has passed."));
    }
    return callers.refusal(request.connection());
  }
}
