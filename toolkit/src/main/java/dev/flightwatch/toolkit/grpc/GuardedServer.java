package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.log.Correlation;
import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Counter;
import dev.flightwatch.toolkit.metrics.HistogramFamily;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.Metric;
import dev.flightwatch.toolkit.trace.CurrentSpan;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.WireFormat;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.server.GrpcProtocol;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.Service;
import io.vertx.grpc.server.StatusException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gRPC server all of whose calls are guarded, counted, and carry a correlation id. */
final class GuardedServer implements GrpcServer {
  private static final String ENCODING = "grpc-encoding";
  private static final String IDENTITY = "identity";
  private static final String PLAIN = "plain";

  private final GrpcApiServerOptions options;
  private final AllowedCallers callers;
  private final Meters meters;
  private final Counter shed;
  private final GrpcServer server;
  private final List<Service> services = new ArrayList<>();
  private final Map<String, String> pathToMethod = new HashMap<>();
  private int inFlight;

  GuardedServer(Vertx vertx, GrpcApiServerOptions options) {
    this.options = options;
    meters = Meters.of(vertx);
    shed = meters.shed(options.name());
    callers = new AllowedCallers(options.name(), options.allowedCallers());
    server =
        GrpcServer.server(
                vertx,
                new GrpcServerOptions()
                    .removeEnabledProtocol(GrpcProtocol.WEB)
                    .removeEnabledProtocol(GrpcProtocol.WEB_TEXT)
                    .removeEnabledProtocol(GrpcProtocol.TRANSCODING)
                    .setMaxMessageSize(options.maxMessageBytes()))
            .callHandler(
                unknown ->
                    unknown
                        .response()
                        .status(GrpcStatus.UNIMPLEMENTED)
                        .statusMessage("There is no such method.")
                        .end());
  }

  /**
   * Vert.x throws at a message that says it is compressed where the call does not; so a call that
   * is not compressed says so in a word of ours, which comes back with such a message.
   */
  @Override
  public void handle(HttpServerRequest request) {
    request.routed(pathToMethod.get(request.path()));
    String encoding = request.getHeader(ENCODING);
    if (encoding == null || encoding.equals(IDENTITY)) {
      request.headers().set(ENCODING, PLAIN);
    }
    server.handle(request);
  }

  @Override
  public GrpcServer callHandler(Handler<GrpcServerRequest<Buffer, Buffer>> handler) {
    throw new UnsupportedOperationException("only services with known methods are guarded");
  }

  @Override
  public <Q, A> GrpcServer callHandler(
      ServiceMethod<Q, A> method, Handler<GrpcServerRequest<Q, A>> service) {
    pathToMethod.put('/' + method.fullMethodName(), method.fullMethodName());
    HistogramFamily times =
        meters.histograms(
            Metric.of("flightwatch_grpc_server_seconds", "Calls answered")
                .with("method", method.fullMethodName()),
            "status",
            Buckets.QUICK);
    server.callHandler(
        method,
        request ->
            take(
                new GuardedCall<>(request, method.decoder(), times, () -> inFlight--),
                request,
                service));
    return this;
  }

  private <Q, A> void take(
      GuardedCall<Q, A> call,
      GrpcServerRequest<Q, A> request,
      Handler<GrpcServerRequest<Q, A>> service) {
    Correlation.adopt(request.headers().get(Correlation.HEADER));
    CurrentSpan.rpc(request.fullMethodName());
    inFlight++;
    Optional<StatusException> unwelcome = callers.refusal(request.connection());
    if (unwelcome.isPresent()) {
      call.refuse(unwelcome.get());
    } else if (inFlight > options.maxCallsInFlight()) {
      shed.increment();
      call.refuse(new StatusException(GrpcStatus.RESOURCE_EXHAUSTED, "Too many calls, try again."));
    } else if (!PLAIN.equals(request.encoding()) || request.format() != WireFormat.PROTOBUF) {
      request.response().headers().set("grpc-accept-encoding", IDENTITY);
      call.refuse(new StatusException(GrpcStatus.UNIMPLEMENTED, "Only plain protobuf is taken."));
    } else if (isReflection(request)) {
      call.converse(service, options.callTimeout().toMillis());
    } else {
      call.begin(service, options.callTimeout().toMillis());
    }
  }

  /** The one service here whose method is not unary. */
  private static boolean isReflection(GrpcServerRequest<?, ?> request) {
    return request
        .serviceName()
        .fullyQualifiedName()
        .equals(ReflectionService.v1().name().fullyQualifiedName());
  }

  @Override
  public GrpcServer addService(Service service) {
    service.bind(this);
    services.add(service);
    return this;
  }

  @Override
  public List<Service> services() {
    return List.copyOf(services);
  }
}
