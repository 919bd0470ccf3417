package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.launch.ServiceState;
import dev.flightwatch.toolkit.tls.ServerTls;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.shareddata.LocalMap;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gRPC server over HTTP/2, with TLS or in plain text. Every call adopts the caller's correlation
 * id, keeps the caller's deadline, and ends with a status: failures as {@link GrpcErrors} maps
 * them, INVALID_ARGUMENT for a request that cannot be decoded, RESOURCE_EXHAUSTED beyond the
 * limits. Besides the given services it serves reflection ({@code grpc.reflection.v1}) and health
 * ({@code grpc.health.v1}) to the same callers.
 */
public final class GrpcApiServer {
  private static final Logger log = LoggerFactory.getLogger(GrpcApiServer.class);

  private final HttpServer server;
  private final ServerTls tls;

  private GrpcApiServer(HttpServer server, ServerTls tls) {
    this.server = server;
    this.tls = tls;
  }

  /** Opens a server that is healthy as long as it is not stopping. */
  public static Future<GrpcApiServer> open(
      Vertx vertx, GrpcApiServerOptions options, List<UnaryService> services) {
    return open(vertx, options, services, Future::succeededFuture);
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
    GuardedServer guarded = new GuardedServer(vertx, options);
    services.forEach(guarded::add);
    guarded.add(
        new GrpcHealthService(ServiceState.of(vertx, options.name()), probe, guarded::services)
            .service());
    guarded.addReflection();
    return ServerTls.read(vertx, options.name(), options.tls())
        .compose(
            tls ->
                tls.server(http(options.limits()))
                    .connectionHandler(new GrpcConnections(options.limits())::opened)
                    .requestHandler(guarded)
                    .listen(port(options), options.host())
                    .recover(failure -> Future.failedFuture(cannotListen(options, failure)))
                    .onSuccess(tls::watch)
                    .map(server -> new GrpcApiServer(server, tls)))
        .onSuccess(opened -> announce(vertx, options, opened.port()));
  }

  /** Allows more streams than calls, so that a call beyond the limit is refused and not queued. */
  private static HttpServerOptions http(GrpcServerLimits limits) {
    return new HttpServerOptions()
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2))
        .setInitialSettings(
            new Http2Settings().setMaxConcurrentStreams(2L * limits.maxCallsInFlight()))
        .setIdleTimeout(Math.toIntExact(limits.prefaceTimeout().toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /**
   * Returns the port to listen on. Vert.x shares the socket of a negative port among all servers
   * with that port; this one is the same only for the instances of a deployment.
   */
  private static int port(GrpcApiServerOptions options) {
    Context context = Vertx.currentContext();
    if (options.port() != 0 || context == null || context.deploymentID() == null) {
      return options.port();
    }
    return -1 - ((options.name() + '/' + context.deploymentID()).hashCode() & 0x3fff_ffff);
  }

  /** Logs the port, once for all instances of a deployment. */
  private static void announce(Vertx vertx, GrpcApiServerOptions options, int port) {
    ListeningPorts.of(vertx).taken(options.name(), port);
    LocalMap<String, Integer> announced =
        vertx.sharedData().getLocalMap(GrpcApiServer.class.getName());
    if (!Integer.valueOf(port).equals(announced.put(options.name(), port))) {
      String tls = options.tls().isPresent() ? " with TLS" : "";
      log.info("{} listens on {}:{}{}", options.name(), options.host(), port, tls);
    }
  }

  private static ServiceException cannotListen(GrpcApiServerOptions options, Throwable cause) {
    String address = options.host() + ":" + options.port();
    return cause instanceof BindException
        ? ServiceException.of(
            ErrorKind.UNAVAILABLE,
            "port_taken",
            address + " is in use, or is not an address of this host",
            cause)
        : ServiceException.of(
            ErrorKind.UNAVAILABLE, "cannot_listen", "cannot listen on " + address, cause);
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
