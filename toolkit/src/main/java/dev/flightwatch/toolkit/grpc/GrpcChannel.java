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
 * A long-lived channel to one peer, over one HTTP/2 connection, TLS or plain, which does what the
 * service config says: deadline, retries with jittered backoff, throttling (gRFC A6). A connection
 * that is lost, refused or dead is opened again when a call needs it. When the files of TLS change,
 * calls go on over another connection. Unary calls only. Safe for any thread; whoever made it
 * closes it.
 */
public final class GrpcChannel {
  private static final Logger log = LoggerFactory.getLogger(GrpcChannel.class);

  private final ContextInternal home;
  private final ServiceConfig config;
  private final GrpcChannelOptions options;
  private final Clock clock;
  private final DoubleSupplier random;
  private final RetryThrottle throttle;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final MisconfigurationHints advice;
  private final GrpcClientMetrics times;
  private final Set<PeerConnection> retiring = ConcurrentHashMap.newKeySet();
  private Optional<RepeatingTask> watch = Optional.empty();
  private HttpClientOptions http;
  private PeerConnection line;
  private volatile boolean closed;

  /**
   * Opens a channel, to be used from the current context. Fails as {@link TlsFiles#read} does when
   * TLS is asked for and cannot be spoken; whether the peer is there is seen by the first call.
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
              channel.watch =
                  Optional.of(
                      TlsWatch.start(vertx, "calls to " + peer, files, read, channel::renew));
              return channel;
            });
  }

  /** A channel that speaks plain. */
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

  /** For tests that must know the time and the jitter. */
  GrpcChannel(
      Vertx vertx,
      HttpClientOptions http,
      ServiceConfig config,
      GrpcChannelOptions options,
      Clock clock,
      DoubleSupplier random) {
    this.home = (ContextInternal) vertx.getOrCreateContext();
    this.http = http;
    this.config = config;
    this.options = options;
    this.clock = clock;
    this.random = random;
    this.throttle = new RetryThrottle(config.throttling());
    this.advice =
        new MisconfigurationHints(
            http.getDefaultHost() + ":" + http.getDefaultPort(), http.isSsl());
    this.times = new GrpcClientMetrics(Meters.of(vertx));
    this.line = PeerConnection.open(home, http, options);
  }

  /**
   * Calls the peer. Fails with a {@link ServiceException}: UNAVAILABLE when the peer is away or
   * says so, TIMEOUT at the deadline, INVALID, NOT_FOUND and OVERLOADED when the peer says so,
   * OVERLOADED too when too many calls are in flight, else INTERNAL. The cause says more, for the
   * log.
   */
  public <Q, A> Future<A> call(ServiceMethod<A, Q> method, Q request) {
    if (inFlight.incrementAndGet() > options.maxCallsInFlight()) {
      inFlight.decrementAndGet();
      return Future.failedFuture(
          ServiceException.of(
              ErrorKind.OVERLOADED, "too_many_calls", "Too many calls are waiting for a service."));
    }
    MethodConfig settings =
        config.of(method.serviceName().fullyQualifiedName(), method.methodName());
    Deadline deadline = Deadline.in(clock, settings.timeout().orElse(options.fallbackTimeout()));
    RetryPlan plan = new RetryPlan(settings.retry(), throttle, random);
    long since = System.nanoTime();
    return attempt(method, request, deadline, plan)
        .onComplete(done -> times.ended(method, done.cause(), since))
        .onSuccess(answer -> succeeded())
        .recover(failure -> Future.failedFuture(asServiceException(method, failure)))
        .onComplete(done -> inFlight.decrementAndGet());
  }

  private void succeeded() {
    throttle.succeeded();
    advice.succeeded();
  }

  private <Q, A> Future<A> attempt(
      ServiceMethod<A, Q> method, Q request, Deadline deadline, RetryPlan plan) {
    if (closed) {
      return Future.failedFuture(RpcFailure.uncommitted(GrpcStatus.UNAVAILABLE, null));
    }
    PeerConnection used = line();
    return new CallAttempt<>(used, method, plan.previousAttempts(), deadline)
        .send(home.owner(), request, options.pingAfter().toMillis())
        .onFailure(failure -> advice.failed(RpcFailure.of(failure), used.hasAnswered()))
        .recover(
            failure ->
                plan.next(RpcFailure.of(failure))
                    .filter(wait -> !closed && !deadline.isOverAfter(wait))
                    .map(
                        wait -> {
                          times.retried(method);
                          return home.owner()
                              .timer(Math.max(1, wait.toMillis()))
                              .compose(waited -> attempt(method, request, deadline, plan));
                        })
                    .orElseGet(() -> Future.failedFuture(failure)));
  }

  private synchronized PeerConnection line() {
    if (line.isAborted()) {
      log.warn(
          "The connection to {}:{} was dead, opening another",
          http.getDefaultHost(),
          http.getDefaultPort());
      line = PeerConnection.open(home, http, options);
    }
    return line;
  }

  /** Calls under way end on the connection that they are on; it is let go when all have one. */
  private synchronized Future<Void> renew(TlsCredentials credentials) {
    if (closed) {
      return Future.succeededFuture();
    }
    PeerConnection old = line;
    http = credentials.applyTo(new HttpClientOptions(http));
    line = PeerConnection.open(home, http, options);
    retiring.add(old);
    home.owner()
        .timer(options.connectTimeout().toMillis())
        .compose(allBegun -> old.retire())
        .onComplete(ended -> retiring.remove(old));
    return Future.succeededFuture();
  }

  private static ServiceException asServiceException(
      ServiceMethod<?, ?> method, Throwable failure) {
    RpcFailure known = RpcFailure.of(failure);
    log.debug("{} failed", method.fullMethodName(), known);
    return GrpcErrors.fromStatus(known.status(), known);
  }

  /** Closes the connection; calls in flight fail with UNAVAILABLE. */
  public Future<Void> close() {
    synchronized (this) {
      closed = true;
      retiring.forEach(PeerConnection::abort);
      return Future.join(
              line.abort(), watch.map(RepeatingTask::stop).orElse(Future.succeededFuture()))
          .mapEmpty();
    }
  }
}
