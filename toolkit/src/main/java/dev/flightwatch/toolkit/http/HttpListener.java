package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.ShedMetrics;
import dev.flightwatch.toolkit.tls.ServerTls;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.tracing.TracingPolicy;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server socket with the manners that all doors share. */
public final class HttpListener {
  private static final Logger log = LoggerFactory.getLogger(HttpListener.class);

  private final Vertx vertx;
  private final HttpListenerOptions options;
  private final TracingPolicy tracing;
  private final Connections connections;
  private final ResponseWriter writer;
  private final CrossOrigin crossOrigin;
  private HttpServer server;
  private ServerTls tls;
  private long sweeper;

  public HttpListener(Vertx vertx, HttpListenerOptions options, TracingPolicy tracing) {
    this.vertx = vertx;
    this.options = options;
    this.tracing = tracing;
    connections = new Connections(options.limits());
    crossOrigin = new CrossOrigin(options.origins());
    writer = new ResponseWriter(connections, new ShedMetrics(Meters.of(vertx), options.name()));
  }

  /** HTTP/1.1 only, with TLS as without; without WebSockets no message is looked at for them. */
  private HttpServerOptions http() {
    return new HttpServerOptions()
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHost(options.host())
        .setPort(options.port() == 0 ? anyFreePort() : options.port())
        .setHttp2ClearTextEnabled(false)
        .setUseAlpn(false)
        .setTracingPolicy(tracing);
  }

  /** A number below 0 stands for one free port to all who use the same, so it must be our own. */
  private int anyFreePort() {
    String deployment = String.valueOf(vertx.getOrCreateContext().deploymentID());
    return -1 - ((options.name() + '/' + deployment).hashCode() & 0x3fff_ffff);
  }

  public ResponseWriter writer() {
    return writer;
  }

  public int port() {
    return server.actualPort();
  }

  /** Listens; to be called on the event loop that the door is to work on. */
  public Future<Void> listen(Handler<HttpServerRequest> handler) {
    return ServerTls.read(vertx, options.name(), options.tls())
        .compose(
            read -> {
              tls = read;
              server = read.server(http());
              return open(handler);
            });
  }

  private Future<Void> open(Handler<HttpServerRequest> handler) {
    return server
        .connectionHandler(connections::opened)
        .requestHandler(
            request -> {
              connections.begun(request);
              ResponseWriter.begin(request);
              crossOrigin.describe(request);
              handler.handle(request);
            })
        .invalidRequestHandler(this::refuse)
        .listen()
        .onSuccess(listening -> listens())
        .recover(e -> Future.failedFuture(cannotListen(e)))
        .mapEmpty();
  }

  private void listens() {
    long period = Math.max(1, Math.min(1_000, options.limits().requestTimeout().toMillis() / 4));
    tls.watch(server);
    sweeper = vertx.setPeriodic(period, timer -> connections.sweep());
    ListeningPorts.of(vertx).taken(options.name(), port());
    Integer announced =
        vertx
            .sharedData()
            .<String, Integer>getLocalMap(HttpListener.class.getName())
            .put(options.name(), port());
    if (announced == null || announced != port()) {
      log.info(
          "{} listens on {}:{}{}",
          options.name(),
          options.host(),
          port(),
          options.tls().isPresent() ? " with TLS" : "");
    }
  }

  private ServiceException cannotListen(Throwable cause) {
    String place = options.host() + ":" + options.port();
    return cause instanceof BindException
        ? ServiceException.of(
            ErrorKind.UNAVAILABLE, "port_taken", place + " is taken, or not of this host", cause)
        : ServiceException.of(
            ErrorKind.UNAVAILABLE, "cannot_listen", "cannot listen on " + place, cause);
  }

  private void refuse(HttpServerRequest request) {
    ResponseWriter.begin(request);
    Throwable cause = request.decoderResult().cause();
    int status =
        cause instanceof TooLongHttpLineException
            ? 414
            : cause instanceof TooLongHttpHeaderException ? 431 : 400;
    writer.fail(request, status, ResponseWriter.malformedRequest());
    request.connection().close();
  }

  /** Takes no more requests, lets those in flight end for so long, then closes what is left. */
  public Future<Void> close(Duration grace) {
    return Future.join(server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS), tls.stop())
        .<Void>mapEmpty()
        .eventually(
            () -> {
              vertx.cancelTimer(sweeper);
              return Future.succeededFuture();
            });
  }
}
