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
  /** As long as a load balancer usually needs to notice that a service is not ready. */
  private static final Duration NOTICE = Duration.ofSeconds(5);

  private static final long QUIET_CHECK_MILLIS = 20;

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
    connections = new Connections(options.limits());
    crossOrigin = new CrossOrigin(options.origins());
    eventStreams =
        new EventStreams(
            connections,
            EventStreamMetrics.of(vertx, options.name()),
            options.limits().maxEventStreams(),
            clock);
    writer =
        new ResponseWriter(
            options.limits(),
            connections,
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
          connections.requestBegan(request);
          ResponseWriter.begin(request);
          crossOrigin.addHeaders(request);
          if (request.version() == null) {
            refuseVersion(request);
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
    request.connection().close();
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
    request.connection().close();
  }

  private static ServiceException malformed(String detail) {
    return ServiceException.of(ErrorKind.INVALID, "malformed_request", detail);
  }

  /**
   * Closes the server without failing a request. Event streams end at once, so that their clients
   * connect elsewhere. At first the server goes on serving, and each response announces the end of
   * its connection ({@code Connection: close}), until no connection is open and none was opened for
   * a second, or five seconds have passed: callers and load balancers have then noticed that the
   * service is not ready. After that it accepts no connections, closes the idle ones, and waits for
   * the requests in flight.
   *
   * @param grace the time for all of this; connections that are still open then are aborted
   */
  public Future<Void> close(Duration grace) {
    long end = System.nanoTime() + grace.toNanos();
    return drain(grace.compareTo(NOTICE) < 0 ? grace : NOTICE)
        .compose(
            drained ->
                Future.join(
                    server.shutdown(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS),
                    tls.stop()))
        .<Void>mapEmpty()
        .onComplete(
            closed -> {
              vertx.cancelTimer(timeouts);
              // Vert.x leaves those open whose clients do not read a response.
              context.runOnContext(v -> connections.abortAll());
            });
  }

  private Future<Void> drain(Duration notice) {
    Promise<Void> noticed = Promise.promise();
    long end = System.nanoTime() + notice.toNanos();
    context.runOnContext(
        v -> {
          eventStreams.endAll();
          connections.drain();
          awaitQuiet(end, noticed);
        });
    return noticed.future();
  }

  private void awaitQuiet(long end, Promise<Void> noticed) {
    if (connections.isQuiet() || System.nanoTime() - end >= 0) {
      noticed.complete();
    } else {
      vertx.setTimer(QUIET_CHECK_MILLIS, timer -> awaitQuiet(end, noticed));
    }
  }
}
