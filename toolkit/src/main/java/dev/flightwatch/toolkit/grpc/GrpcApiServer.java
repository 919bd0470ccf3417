package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.launch.ListenAddress;
import dev.flightwatch.toolkit.launch.ServiceState;
import dev.flightwatch.toolkit.tls.ServerTls;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.server.Service;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Listens for gRPC calls over HTTP/2, over TLS or plain. Every call adopts the caller's correlation
 * id, keeps the caller's deadline, and ends with a status: failures as {@link GrpcErrors} maps
 * them, INVALID_ARGUMENT for what cannot be read, RESOURCE_EXHAUSTED for what is too large or too
 * much. Unary calls only; beside the services given, server reflection ({@code grpc.reflection.v1})
 * and health ({@code grpc.health.v1}) are served, to the same callers.
 */
public final class GrpcApiServer {
  private static final int IDLE_MINUTES = 10;

  private final HttpServer server;
  private final ServerTls tls;

  private GrpcApiServer(HttpServer server, ServerTls tls) {
    this.server = server;
    this.tls = tls;
  }

  /** The same for services that are well as long as they are not stopping. */
  public static Future<GrpcApiServer> open(
      Vertx vertx, GrpcApiServerOptions options, List<Service> services) {
    return open(vertx, options, services, Future::succeededFuture);
  }

  /**
   * Opens a door with the given services, on the current context. Fails with UNAVAILABLE and one
   * line that names the address when the port cannot be had, and as TLS does that cannot be spoken.
   *
   * @param probe asks whether calls can be answered; health is NOT_SERVING after a failure, or
   *     without an answer within a second, and while the {@link ServiceState} is not SERVING
   */
  public static Future<GrpcApiServer> open(
      Vertx vertx,
      GrpcApiServerOptions options,
      List<Service> services,
      Supplier<? extends Future<?>> probe) {
    ListenAddress address = new ListenAddress(options.name(), options.host(), options.port());
    GuardedServer guarded = new GuardedServer(vertx, options);
    services.forEach(guarded::addService);
    guarded.addService(new GrpcHealthService(ServiceState.of(vertx, options.name()), probe));
    guarded.addService(ReflectionService.v1());
    return ServerTls.read(vertx, options.name(), options.tls())
        .compose(
            tls ->
                tls.server(http(options))
                    .connectionHandler(GrpcApiServer::writeTogether)
                    .requestHandler(guarded)
                    .listen(address.portToBind(), options.host())
                    .recover(failure -> Future.failedFuture(address.cannotListen(failure)))
                    .onSuccess(tls::watch)
                    .map(server -> new GrpcApiServer(server, tls)))
        .onSuccess(door -> address.announce(vertx, door.port(), options.tls().isPresent()));
  }

  /** More streams than calls, so that too many calls are told so and do not wait in silence. */
  private static HttpServerOptions http(GrpcApiServerOptions options) {
    return new HttpServerOptions()
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2))
        .setInitialSettings(
            new Http2Settings().setMaxConcurrentStreams(2L * options.maxCallsInFlight()))
        .setIdleTimeout(IDLE_MINUTES)
        .setIdleTimeoutUnit(TimeUnit.MINUTES);
  }

  /**
   * Vert.x writes each answer to the socket by itself, unless it was there at once: system calls
   * that took a third of a call's time. Those of one connection that are ready at the same moment
   * go in one write.
   */
  private static void writeTogether(HttpConnection connection) {
    ChannelPipeline pipeline =
        ((HttpServerConnection) connection).channelHandlerContext().pipeline();
    if (pipeline.get(FlushConsolidationHandler.class) == null) {
      pipeline.addFirst(
          new FlushConsolidationHandler(
              FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
    }
  }

  /** The port that was taken. */
  public int port() {
    return server.actualPort();
  }

  /** Takes no new calls, lets those in flight end for as long as the grace lasts, and closes. */
  public Future<Void> close(Duration grace) {
    return Future.join(server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS), tls.stop())
        .mapEmpty();
  }
}
