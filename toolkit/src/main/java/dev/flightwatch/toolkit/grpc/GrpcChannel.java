package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.ServiceConfig.MethodConfig;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import dev.flightwatch.toolkit.tls.TlsCredentials;
import dev.flightwatch.toolkit.tls.TlsFailure;
import dev.flightwatch.toolkit.tls.TlsFiles;
import dev.flightwatch.toolkit.tls.TlsWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long-lived client of one peer, over one HTTP/2 connection, with TLS or in plain text. Calls
 * have the deadlines and retries of a service config: jittered backoff and throttling by gRFC A6. A
 * connection that is lost is replaced by the next call, and one on which a call waited in vain too.
 * The peer's name is then resolved again, from answers that are a second old at most in a Vert.x
 * instance of {@link dev.flightwatch.toolkit.metrics.MeteredVertx}. When the TLS files change, new
 * calls use a new connection. Unary calls only. Safe for use by any thread; the creator closes it.
 */
public final class GrpcChannel {
  /** Time to open a connection, until the peer has sent its settings. */
  static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  private static final Logger log = LoggerFactory.getLogger(GrpcChannel.class);
  private static final int MAX_CALLS_IN_FLIGHT = 1_000;

  /** Less than the idle timeout of a server, so that a call never meets its end. */
  private static final int IDLE_SECONDS = 50;

  /** Duration of a call whose method has no timeout in the service config. */
  private static final Duration FALLBACK_TIMEOUT = Duration.ofSeconds(10);

  private final ContextInternal context;
  private final HostAndPort peer;
  private final ServiceConfig config;
  private final RetryThrottle throttle;
  private final Meters meters;
  private final PeerRefusals refusals;
  private final Optional<PeerSecret> secret;
  private final Map<String, GrpcMethodMetrics> methodToMetrics = new ConcurrentHashMap<>();
  private final Semaphore inFlight = new Semaphore(MAX_CALLS_IN_FLIGHT);
  private Optional<RepeatingTask> tlsWatch = Optional.empty();
  private HttpClientOptions http;
  private HttpClientAgent connection;
  private volatile boolean closed;

  private GrpcChannel(
      Vertx vertx,
      HostAndPort peer,
      ServiceConfig config,
      Optional<PeerSecret> secret,
      HttpClientOptions http) {
    this.context = (ContextInternal) vertx.getOrCreateContext();
    this.peer = peer;
    this.config = config;
    this.throttle = new RetryThrottle(config.retryThrottling());
    this.meters = Meters.of(vertx);
    this.refusals = PeerRefusals.of(vertx);
    this.secret = secret;
    this.http = http;
    connect();
  }

  /**
   * Opens a channel on the current context. Fails as {@link TlsFiles#read} does. The connection is
   * established by the first call.
   *
   * @param tls certificate and CAs; empty for plain text
   * @param secret sent with each call; empty for a peer that requires none
   */
  public static Future<GrpcChannel> open(
      Vertx vertx,
      HostAndPort peer,
      ServiceConfig config,
      Optional<TlsFiles> tls,
      Optional<PeerSecret> secret) {
    HttpClientOptions http =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false)
            .setHttp2KeepAliveTimeout(IDLE_SECONDS)
            .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
            .setDefaultHost(peer.host())
            .setDefaultPort(peer.port());
    if (tls.isEmpty()) {
      return Future.succeededFuture(new GrpcChannel(vertx, peer, config, secret, http));
    }
    http.setUseAlpn(true).setAlpnVersions(List.of(HttpVersion.HTTP_2));
    TlsFiles files = tls.get();
    return files
        .read(vertx)
        .map(
            read -> {
              GrpcChannel channel =
                  new GrpcChannel(vertx, peer, config, secret, read.applyTo(http));
              channel.tlsWatch =
                  Optional.of(
                      TlsWatch.start(vertx, "calls to " + peer, files, read, channel::reconnect));
              return channel;
            });
  }

  /**
   * Creates an HTTP/2 client with one connection to the peer. Vert.x's pool waits without a bound
   * for a peer that accepts the connection and sends nothing, and cannot abandon it, so it is
   * replaced as a whole. Vert.x closes a client with the verticle that creates it, so that must be
   * the channel's and not a caller's.
   */
  private void connect() {
    PoolOptions one = new PoolOptions().setHttp2MaxSize(1);
    context.dispatch(() -> connection = vertx().createHttpClient(http, one));
  }

  /**
   * Calls the peer. Fails with a {@link ServiceException}: UNAVAILABLE when the peer cannot be
   * reached, OVERLOADED when too many calls are in progress, TIMEOUT at the deadline, and for the
   * peer's own status as {@link GrpcErrors} maps it. The cause is for the log.
   */
  public <Q, A> Future<A> call(ServiceMethod<A, Q> method, Q request) {
    if (!inFlight.tryAcquire()) {
      return Future.failedFuture(
          ServiceException.of(
              ErrorKind.OVERLOADED,
              "too_many_calls",
              "Too many calls to a required service are in progress."));
    }
    Optional<MethodConfig> settings =
        config.of(method.serviceName().fullyQualifiedName(), method.methodName());
    RetryPlan plan =
        new RetryPlan(
            settings.flatMap(MethodConfig::retryPolicy),
            throttle,
            () -> ThreadLocalRandom.current().nextDouble());
    long start = System.nanoTime();
    long deadline =
        start + settings.flatMap(MethodConfig::timeout).orElse(FALLBACK_TIMEOUT).toNanos();
    return new RetryingCall<>(this, method, request, plan, deadline)
        .attempt()
        .onComplete(done -> inFlight.release())
        .compose(
            outcome -> {
              record(method.fullMethodName(), outcome.status(), plan.retries(), start);
              refusals.ended(peer.toString(), outcome.status());
              return outcome.status() == GrpcStatus.OK
                  ? Future.succeededFuture(outcome.response())
                  : Future.failedFuture(failed(outcome));
            });
  }

  private void record(String method, GrpcStatus status, int retries, long start) {
    GrpcMethodMetrics metrics =
        methodToMetrics.computeIfAbsent(
            method, name -> new GrpcMethodMetrics(meters, "client", name));
    metrics.ended(status, start);
    metrics.retried(retries);
    if (status == GrpcStatus.OK) {
      throttle.succeeded();
    }
  }

  private ServiceException failed(Outcome<?> outcome) {
    TlsFailure.in(outcome.cause())
        .ifPresent(reason -> log.warn("Calls to {} fail: {}. Check GRPC_TLS_CA", peer, reason));
    return GrpcErrors.fromStatus(outcome.status(), outcome.cause());
  }

  Vertx vertx() {
    return context.owner();
  }

  Optional<PeerSecret> secret() {
    return secret;
  }

  boolean isClosed() {
    return closed;
  }

  synchronized HttpClientAgent connection() {
    return connection;
  }

  /** Opens another connection in place of this one, which lets its calls end. */
  synchronized void replace(HttpClientAgent previous) {
    if (connection == previous && !closed) {
      connect();
      // A call that chose the previous connection has begun, or failed, within the timeout.
      vertx().setTimer(CONNECT_TIMEOUT_MILLIS, begun -> previous.shutdown(60, TimeUnit.SECONDS));
    }
  }

  private synchronized Future<Void> reconnect(TlsCredentials credentials) {
    http = credentials.applyTo(new HttpClientOptions(http));
    replace(connection);
    return Future.succeededFuture();
  }

  /** Closes the connection; calls in progress fail with UNAVAILABLE. */
  public synchronized Future<Void> close() {
    closed = true;
    return Future.join(
            connection.shutdown(0, TimeUnit.SECONDS),
            tlsWatch.map(RepeatingTask::stop).orElse(Future.succeededFuture()))
        .mapEmpty();
  }
}
