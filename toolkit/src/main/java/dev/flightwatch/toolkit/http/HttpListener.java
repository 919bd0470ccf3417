package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ListenAddress;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.ShedMetrics;
import dev.flightwatch.toolkit.tls.ServerTls;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A listening HTTP/1.1 server, plain or over TLS, with what all servers of a process have in
 * common: limits on connections, correlation ids, CORS, and problems for malformed requests. All
 * work is done on the event loop that called {@link #listen}.
 */
public final class HttpListener {
  private final Vertx vertx;
  private final HttpListenerOptions options;
  private final ListenAddress address;
  private final TracingPolicy tracing;
  private final Connections connections;
  private final EventStreams eventStreams;
  private final ResponseWriter writer;
  private final CrossOrigin crossOrigin;
  private Context context;
  private HttpServer server;
  private ServerTls tls;
  private long timeouts;

  public HttpListener(Vertx vertx, HttpListenerOptions options, TracingPolicy tracing) {
    this(vertx, options, tracing, Clock.systemUTC());
  }

  /**
   * @param clock determines when heartbeats are sent to event streams
   */
  HttpListener(Vertx vertx, HttpListenerOptions options, TracingPolicy tracing, Clock clock) {
    this.vertx = vertx;
    this.options = options;
    this.address = new ListenAddress(options.name(), options.host(), options.port());
    this.tracing = tracing;
    Clients clients = new Clients(vertx, options, clock);
    connections = new Connections(options.limits(), clients);
    crossOrigin = new CrossOrigin(options.origins());
    eventStreams =
        new EventStreams(
            connections,
            clients,
            EventStreamMetrics.of(vertx, options.name()),
            options.limits(),
            clock);
    writer =
        new ResponseWriter(
            options.limits(),
            connections,
            clients,
            eventStreams,
            new ShedMetrics(Meters.of(vertx), options.name()));
  }

  /** Disables what the server does not offer: HTTP/2 and WebSocket compression. */
  private HttpServerOptions http() {
    return new HttpServerOptions()
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHost(options.host())
        .setPort(address.portToBind())
        .setHttp2ClearTextEnabled(false)
        .setUseAlpn(false)
        .setTracingPolicy(tracing);
  }

  /** Returns the writer of all responses of this server. */
  public ResponseWriter writer() {
    return writer;
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return server.actualPort();
  }

  /**
   * Begins to listen.
   *
   * @return fails with UNAVAILABLE, naming host and port, when the port cannot be bound, and with a
   *     {@code ConfigException} when the TLS files cannot be used
   */
  public Future<Void> listen(Handler<HttpServerRequest> served) {
    Handler<HttpServerRequest> handler = new HostCheck(options.hosts(), writer, served);
    return ServerTls.read(vertx, options.name(), options.tls())
        .compose(
            files -> {
              tls = files;
              server =
                  files
                      .server(http())
                      .connectionHandler(connection -> opened(connection, handler))
                      .requestHandler(request -> {})
                      .invalidRequestHandler(this::refuseMalformed);
              return server.listen().recover(e -> Future.failedFuture(address.cannotListen(e)));
            })
        .onSuccess(listening -> started())
        .mapEmpty();
  }

  /**
   * Sets the decoder and the request handler of a connection. Vert.x's own handler would respond to
   * an unknown HTTP version before {@link ResponseWriter} sees the request.
   */
  private void opened(HttpConnection connection, Handler<HttpServerRequest> handler) {
    connections.opened(connection);
    HttpServerConnection opened = (HttpServerConnection) connection;
    opened
        .channelHandlerContext()
        .pipeline()
        .replace(
            StrictRequestDecoder.NAME,
            StrictRequestDecoder.NAME,
            new StrictRequestDecoder(new HttpServerOptions()));
    opened.handler(
        request -> {
          if (!connections.requestBegan(request)) {
            return;
          }
          ResponseWriter.begin(request);
          crossOrigin.addHeaders(request);
          if (request.version() == null) {
            refuseVersion(request);
          } else if (!RequestFraming.isUnambiguous(request)) {
            writer.fail(request, ResponseWriter.malformedRequest());
            connections.refuse(request);
          } else {
            handler.handle(request);
          }
        });
  }

  private void started() {
    long period = Math.max(1, Math.min(1_000, options.limits().requestTimeout().toMillis() / 4));
    context = vertx.getOrCreateContext();
    tls.watch(server);
    timeouts = vertx.setPeriodic(period, timer -> everyPeriod());
    address.announce(vertx, port(), options.tls().isPresent());
  }

  private void everyPeriod() {
    connections.closeOverdue();
    eventStreams.sendHeartbeats();
  }

  private void refuseVersion(HttpServerRequest request) {
    writer.fail(
        request,
        501,
        ServiceException.of(
            ErrorKind.INVALID, "unsupported_http_version", "Use HTTP/1.1 or HTTP/1.0."));
    connections.refuse(request);
  }

  private void refuseMalformed(HttpServerRequest request) {
    ResponseWriter.begin(request);
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      int bytes = HttpServerOptions.DEFAULT_MAX_INITIAL_LINE_LENGTH;
      writer.fail(request, 414, malformed("Path and query must have at most " + bytes + " bytes."));
    } else if (cause instanceof TooLongHttpHeaderException) {
      int bytes = HttpServerOptions.DEFAULT_MAX_HEADER_SIZE;
      writer.fail(request, 431, malformed("The headers must have at most " + bytes + " bytes."));
    } else {
      writer.fail(request, 400, ResponseWriter.malformedRequest());
    }
    connections.refuse(request);
  }

  private static ServiceException malformed(String detail) {
    return ServiceException.of(ErrorKind.INVALID, "malformed_request", detail);
  }

  /**
   * Begins to close: each response announces the end of its connection from now on ({@code
   * Connection: close}), while the server goes on serving, also new connections and event streams.
   * Call it when the service has become unready.
   *
   * @param delay how long a load balancer may take to notice that the service is not ready
   * @return completes after the delay
   */
  public Future<Void> drain(Duration delay) {
    return onEventLoop(connections::drain)
        .compose(
            draining ->
                delay.isZero()
                    ? Future.succeededFuture()
                    : vertx.timer(delay.toMillis(), TimeUnit.MILLISECONDS).mapEmpty());
  }

  /**
   * Closes the server after {@link #drain}, or without. Event streams end at once, so that their
   * clients connect elsewhere. The server accepts no connections, closes the idle ones, and waits
   * for the requests in flight.
   *
   * @param grace the time for all of this; connections that are still open then are aborted
   */
  public Future<Void> close(Duration grace) {
    return drain(Duration.ZERO)
        .compose(drained -> onEventLoop(eventStreams::endAll))
        .compose(
            ended ->
                Future.join(server.shutdown(grace.toNanos(), TimeUnit.NANOSECONDS), tls.stop()))
        .<Void>mapEmpty()
        .onComplete(
            closed -> {
              vertx.cancelTimer(timeouts);
              // Vert.x leaves those open whose clients do not read a response.
              context.runOnContext(v -> connections.abortAll());
            });
  }

  private Future<Void> onEventLoop(Runnable work) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        v -> {
          work.run();
          done.complete();
        });
    return done.future();
  }
}
