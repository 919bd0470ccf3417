package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.launch.ListenAddress;
import dev.flightwatch.toolkit.launch.ServiceState;
import dev.flightwatch.toolkit.tls.ServerTls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gRPC server over HTTP/2, with TLS or in plain text. Every call adopts the caller's correlation
 * id, keeps the caller's deadline, and ends with a status: failures as {@link GrpcErrors} maps
 * them, RESOURCE_EXHAUSTED beyond the limits. A message that cannot be decoded resets its stream.
 * Besides the given services it serves reflection ({@code grpc.reflection.v1}) and health ({@code
 * grpc.health.v1}) to the same callers.
 */
public final class GrpcApiServer {
  private static final Logger log = LoggerFactory.getLogger(GrpcApiServer.class);

  private final HttpServer server;
  private final ServerTls tls;

  private GrpcApiServer(HttpServer server, ServerTls tls) {
    this.server = server;
    this.tls = tls;
  }

  /**
   * Opens a server on the current context. Fails with UNAVAILABLE and the address when it cannot
   * listen, and as {@link ServerTls#read} does.
   *
   * @param probe succeeds when calls can be served; health is NOT_SERVING when it fails or takes
   *     longer than a second, and while the {@link ServiceState} is not SERVING
   */
  public static Future<GrpcApiServer> open(
      Vertx vertx,
      GrpcApiServerOptions options,
      List<UnaryService> services,
      Supplier<? extends Future<?>> probe) {
    ListenAddress address = new ListenAddress(options.name(), options.host(), options.port());
    GuardedServer guarded = new GuardedServer(vertx, options);
    services.forEach(guarded::add);
    guarded.add(
        new GrpcHealthService(ServiceState.of(vertx, options.name()), probe, guarded::services)
            .service());
    return ServerTls.read(vertx, options.name(), options.tls())
        .compose(
            tls ->
                tls.server(http(options.limits()))
                    .connectionHandler(
                        new GrpcConnections(options.limits().maxConnections())::opened)
                    .requestHandler(guarded)
                    .listen(address.portToBind(), options.host())
                    .recover(failure -> Future.failedFuture(address.cannotListen(failure)))
                    .onSuccess(tls::watch)
                    .map(server -> new GrpcApiServer(server, tls)))
        .onSuccess(
            opened -> {
              if (address.announce(vertx, opened.port(), options.tls().isPresent())) {
                options.openAccess().ifPresent(log::warn);
              }
            });
  }

  /** Allows more streams than calls, so that a call beyond the limit is refused and not queued. */
  private static HttpServerOptions http(GrpcServerLimits limits) {
    return new HttpServerOptions()
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2))
        .setInitialSettings(
            new Http2Settings().setMaxConcurrentStreams(2L * limits.maxCallsInFlight()))
        .setIdleTimeout(Math.toIntExact(limits.idleTimeout().toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return server.actualPort();
  }

  /**
   * Closes the server: it accepts no new calls, and lets those in progress end within the grace.
   */
  public Future<Void> close(Duration grace) {
    return Future.join(server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS), tls.stop())
        .mapEmpty();
  }
}
