package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.ServiceConfig.MethodConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long-lived channel to one peer, over one cleartext HTTP/2 connection, which does what the
 * service config says: deadline, retries with jittered backoff, throttling (gRFC A6). A connection
 * that is lost, refused or dead is opened again when a call needs it. Unary calls only. Safe for
 * any thread; whoever made it closes it.
 */
public final class GrpcChannel {
  private static final Logger log = LoggerFactory.getLogger(GrpcChannel.class);

  private final ContextInternal home;
  private final HttpClientOptions http;
  private final ServiceConfig config;
  private final GrpcChannelOptions options;
  private final Clock clock;
  private final DoubleSupplier random;
  private final RetryThrottle throttle;
  private final AtomicInteger inFlight = new AtomicInteger();
  private PeerLine line;
  private volatile boolean closed;

  public GrpcChannel(Vertx vertx, String host, int port, ServiceConfig config) {
    this(vertx, host, port, config, GrpcChannelOptions.DEFAULTS);
  }

  public GrpcChannel(
      Vertx vertx, String host, int port, ServiceConfig config, GrpcChannelOptions options) {
    this(
        vertx,
        PeerLine.http(host, port, options),
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
    this.line = PeerLine.open(home, http, options);
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
    return attempt(method, request, deadline, plan)
        .onSuccess(answer -> throttle.succeeded())
        .recover(failure -> Future.failedFuture(asServiceException(method, failure)))
        .onComplete(done -> inFlight.decrementAndGet());
  }

  private <Q, A> Future<A> attempt(
      ServiceMethod<A, Q> method, Q request, Deadline deadline, RetryPlan plan) {
    if (closed) {
      return Future.failedFuture(RpcFailure.uncommitted(GrpcStatus.UNAVAILABLE, null));
    }
    return new Attempt<>(line(), method, plan.previousAttempts(), deadline)
        .send(home.owner(), request, options.pingAfter().toMillis())
        .recover(
            failure ->
                plan.next(RpcFailure.of(failure))
                    .filter(wait -> !closed && !deadline.isOverAfter(wait))
                    .map(
                        wait ->
                            home.owner()
                                .timer(Math.max(1, wait.toMillis()))
                                .compose(waited -> attempt(method, request, deadline, plan)))
                    .orElseGet(() -> Future.failedFuture(failure)));
  }

  private synchronized PeerLine line() {
    if (line.isCut()) {
      log.warn(
          "The connection to {}:{} was dead, opening another",
          http.getDefaultHost(),
          http.getDefaultPort());
      line = PeerLine.open(home, http, options);
    }
    return line;
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
      return line.cut();
    }
  }
}
