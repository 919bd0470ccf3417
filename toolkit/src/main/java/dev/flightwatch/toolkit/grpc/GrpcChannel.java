package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.ServiceConfig.MethodConfig;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import dev.flightwatch.toolkit.tls.TlsCredentials;
import dev.flightwatch.toolkit.tls.TlsFiles;
import dev.flightwatch.toolkit.tls.TlsWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long-lived client of one peer, over one HTTP/2 connection, with TLS or in plain text. Calls
 * have the deadlines and retries of a service config: jittered backoff and throttling by gRFC A6. A
 * connection that is lost or unresponsive is replaced by the next call. When the TLS files change,
 * new calls use a new connection. Unary calls only. Safe for use by any thread; the creator closes
 * it.
 */
public final class GrpcChannel {
  private static final Logger log = LoggerFactory.getLogger(GrpcChannel.class);

  private final ContextInternal context;
  private final ServiceConfig config;
  private final GrpcChannelOptions options;
  private final Clock clock;
  private final DoubleSupplier random;
  private final RetryThrottle throttle;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final MisconfigurationHints hints;
  private final GrpcClientMetrics metrics;
  private final Set<PeerConnection> draining = ConcurrentHashMap.newKeySet();
  private Optional<RepeatingTask> tlsWatch = Optional.empty();
  private HttpClientOptions http;
  private PeerConnection connection;
  private volatile boolean closed;

  /**
   * Opens a channel on the current context. Fails as {@link TlsFiles#read} does. The connection is
   * established by the first call.
   */
  public static Future<GrpcChannel> open(
      Vertx vertx, HostAndPort peer, ServiceConfig config, GrpcChannelOptions options) {
    return options
        .tls()
        .map(files -> open(vertx, peer, config, options, files))
        .orElseGet(
            () ->
                Future.succeededFuture(
                    new GrpcChannel(vertx, peer.host(), peer.port(), config, options)));
  }

  private static Future<GrpcChannel> open(
      Vertx vertx,
      HostAndPort peer,
      ServiceConfig config,
      GrpcChannelOptions options,
      TlsFiles files) {
    return files
        .read(vertx)
        .map(
            read -> {
              HttpClientOptions https =
                  PeerConnection.https(peer.host(), peer.port(), options, read);
              GrpcChannel channel = new GrpcChannel(vertx, https, config, options);
              channel.tlsWatch =
                  Optional.of(
                      TlsWatch.start(vertx, "calls to " + peer, files, read, channel::reconnect));
              return channel;
            });
  }

  /** Creates a channel in plain text, with the default limits. */
  public GrpcChannel(Vertx vertx, String host, int port, ServiceConfig config) {
    this(vertx, host, port, config, GrpcChannelOptions.DEFAULTS);
  }

  GrpcChannel(
      Vertx vertx, String host, int port, ServiceConfig config, GrpcChannelOptions options) {
    this(vertx, PeerConnection.http(host, port, options), config, options);
  }

  private GrpcChannel(
      Vertx vertx, HttpClientOptions http, ServiceConfig config, GrpcChannelOptions options) {
    this(
        vertx,
        http,
        config,
        options,
        Clock.systemUTC(),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /** For tests that control the time and the jitter. */
  GrpcChannel(
      Vertx vertx,
      HttpClientOptions http,
      ServiceConfig config,
      GrpcChannelOptions options,
      Clock clock,
      DoubleSupplier random) {
    this.context = (ContextInternal) vertx.getOrCreateContext();
    this.http = http;
    this.config = config;
    this.options = options;
    this.clock = clock;
    this.random = random;
    this.throttle = new RetryThrottle(config.throttling());
    this.hints =
        new MisconfigurationHints(
            http.getDefaultHost() + ":" + http.getDefaultPort(), http.isSsl());
    this.metrics = new GrpcClientMetrics(Meters.of(vertx));
    this.connection = PeerConnection.open(context, http, options);
  }

  /**
   * Calls the peer. Fails with a {@link ServiceException}: UNAVAILABLE when the peer cannot be
   * reached, OVERLOADED when too many calls are in progress, TIMEOUT at the deadline, and for the
   * peer's own status as {@link GrpcErrors} maps it. The cause is for the log.
   */
  public <Q, A> Future<A> call(ServiceMethod<A, Q> method, Q request) {
    if (inFlight.incrementAndGet() > options.maxCallsInFlight()) {
      inFlight.decrementAndGet();
      return Future.failedFuture(
          ServiceException.of(
              ErrorKind.OVERLOADED,
              "too_many_calls",
              "Too many calls to a required service are in progress."));
    }
    MethodConfig settings =
        config.of(method.serviceName().fullyQualifiedName(), method.methodName());
    Deadline deadline = Deadline.in(clock, settings.timeout().orElse(options.fallbackTimeout()));
    RetryPlan plan = new RetryPlan(settings.retry(), throttle, random);
    long start = System.nanoTime();
    return attempt(method, request, deadline, plan)
        .onComplete(done -> metrics.ended(method, done.cause(), start))
        .onSuccess(response -> succeeded())
        .recover(failure -> Future.failedFuture(asServiceException(method, failure)))
        .onComplete(done -> inFlight.decrementAndGet());
  }

  private void succeeded() {
    throttle.succeeded();
    hints.succeeded();
  }

  private <Q, A> Future<A> attempt(
      ServiceMethod<A, Q> method, Q request, Deadline deadline, RetryPlan plan) {
    if (closed) {
      return Future.failedFuture(RpcFailure.uncommitted(GrpcStatus.UNAVAILABLE, null));
    }
    PeerConnection used = connection();
    return new CallAttempt<>(used, method, plan.previousAttempts(), deadline)
        .send(context.owner(), request, options.pingAfter().toMillis())
        .onFailure(failure -> hints.failed(RpcFailure.of(failure), used.hasResponded()))
        .recover(
            failure ->
                plan.next(RpcFailure.of(failure))
                    .filter(wait -> !closed && !deadline.isOverAfter(wait))
                    .map(
                        wait -> {
                          metrics.retried(method);
                          return context
                              .owner()
                              .timer(Math.max(1, wait.toMillis()))
                              .compose(waited -> attempt(method, request, deadline, plan));
                        })
                    .orElseGet(() -> Future.failedFuture(failure)));
  }

  private synchronized PeerConnection connection() {
    if (connection.isAborted()) {
      log.warn(
          "The connection to {}:{} did not respond and was closed; opening another",
          http.getDefaultHost(),
          http.getDefaultPort());
      connection = PeerConnection.open(context, http, options);
    }
    return connection;
  }

  /** Opens a connection with new credentials. Calls in progress end on the previous one. */
  private synchronized Future<Void> reconnect(TlsCredentials credentials) {
    if (closed) {
      return Future.succeededFuture();
    }
    PeerConnection previous = connection;
    http = credentials.applyTo(new HttpClientOptions(http));
    connection = PeerConnection.open(context, http, options);
    draining.add(previous);
    // A call that chose the previous connection has begun, or failed, within the connect timeout.
    context
        .owner()
        .timer(options.connectTimeout().toMillis())
        .compose(allBegun -> previous.drain())
        .onComplete(drained -> draining.remove(previous));
    return Future.succeededFuture();
  }

  private static ServiceException asServiceException(
      ServiceMethod<?, ?> method, Throwable failure) {
    RpcFailure known = RpcFailure.of(failure);
    log.debug("{} failed", method.fullMethodName(), known);
    return GrpcErrors.fromStatus(known.status(), known);
  }

  /** Closes the connection; calls in progress fail with UNAVAILABLE. */
  public Future<Void> close() {
    synchronized (this) {
      closed = true;
      draining.forEach(PeerConnection::abort);
      return Future.join(
              connection.abort(),
              tlsWatch.map(RepeatingTask::stop).orElse(Future.succeededFuture()))
          .mapEmpty();
    }
  }
}
