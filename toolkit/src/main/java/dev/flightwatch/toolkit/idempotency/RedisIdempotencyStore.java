package dev.flightwatch.toolkit.idempotency;

import static java.util.Objects.requireNonNull;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the answers in a Redis: shared by all processes that use it, and there after a restart of
 * theirs. A call fails when Redis has not answered within the options' timeout. After a few such
 * failures in a row calls fail at once, but for one a second that tries whether Redis is back.
 */
public final class RedisIdempotencyStore implements IdempotencyStore {
  private static final int FAILURES_BEFORE_PAUSE = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A connection that is silent that long is closed: it may lead to a host that is gone. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final Redis redis;
  private final CircuitBreaker breaker;
  private final String prefix;
  private final Duration timeToLive;

  /**
   * Connects with the first call, not before.
   *
   * @param timeToLive how long an answer is kept
   */
  public RedisIdempotencyStore(Vertx vertx, RedisStoreOptions options, Duration timeToLive) {
    redis = Redis.createClient(vertx, redisOptions(options));
    breaker =
        CircuitBreaker.create(
            "redis",
            vertx,
            new CircuitBreakerOptions()
                .setTimeout(options.timeout().toMillis())
                .setMaxFailures(FAILURES_BEFORE_PAUSE)
                .setResetTimeout(PAUSE.toMillis()));
    prefix = options.prefix();
    this.timeToLive = requireNonNull(timeToLive);
  }

  private static RedisOptions redisOptions(RedisStoreOptions options) {
    RedisAddress address = options.address();
    int timeoutMillis = (int) options.timeout().toMillis();
    NetClientOptions net =
        new NetClientOptions()
            .setConnectTimeout(timeoutMillis)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setReadIdleTimeout((int) SILENCE.toMillis());
    if (address.tls()) {
      net.setSsl(true)
          .setHostnameVerificationAlgorithm("HTTPS")
          .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
          .setSslHandshakeTimeout(SILENCE.toMillis());
      options
          .trusted()
          .ifPresent(
              file -> net.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    }
    RedisOptions redis =
        new RedisOptions()
            .setConnectionString(address.endpoint())
            .setNetClientOptions(net)
            .setMaxPoolSize(options.connections())
            .setMaxPoolWaiting(options.queueSize());
    address.account().ifPresent(redis::setUser);
    address.password().ifPresent(redis::setPassword);
    return redis;
  }

  @Override
  public Future<Optional<Buffer>> find(String key) {
    return send(Request.cmd(Command.GET).arg(prefix + key))
        .map(found -> Optional.ofNullable(found).map(Response::toBuffer));
  }

  @Override
  public Future<Void> record(String key, Buffer answer) {
    Request set =
        Request.cmd(Command.SET)
            .arg(prefix + key)
            .arg(answer.copy())
            .arg("NX")
            .arg("PX")
            .arg(timeToLive.toMillis());
    return send(set).mapEmpty();
  }

  /** Asks whether Redis answers; fails when it does not. */
  public Future<Void> ping() {
    return send(Request.cmd(Command.PING)).mapEmpty();
  }

  private Future<Response> send(Request request) {
    return breaker.execute(() -> redis.send(request));
  }
}
