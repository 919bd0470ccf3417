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
 * A store in Redis, shared by all processes and kept over their restarts. A call fails when Redis
 * does not respond within the timeout. After three failures in a row, calls fail at once, except
 * for one per second that checks whether Redis is available again.
 */
public final class RedisIdempotencyStore implements IdempotencyStore {
  private static final int FAILURES_BEFORE_PAUSE = 3;
  private static final int CONNECTIONS = 8;
  private static final int QUEUE_SIZE = 4_096;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** An idle connection is closed after this time, because its host may have disappeared. */
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(2);

  private final Redis redis;
  private final CircuitBreaker breaker;
  private final String prefix;
  private final Duration timeToLive;

  /**
   * Creates a store that connects with its first call.
   *
   * @param timeToLive how long a response is kept
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
            .setReadIdleTimeout((int) IDLE_TIMEOUT.toMillis());
    if (address.tls()) {
      net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
      options
          .trustedCa()
          .ifPresent(
              file -> net.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    }
    RedisOptions redis =
        new RedisOptions()
            .setConnectionString(address.toString())
            .setNetClientOptions(net)
            .setMaxPoolSize(CONNECTIONS)
            .setMaxPoolWaiting(QUEUE_SIZE);
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
  public Future<Void> record(String key, Buffer response) {
    Request set =
        Request.cmd(Command.SET)
            .arg(prefix + key)
            .arg(response.copy())
            .arg("NX")
            .arg("PX")
            .arg(timeToLive.toMillis());
    return send(set).mapEmpty();
  }

  /** Sends a PING; fails when Redis is unavailable. */
  public Future<Void> ping() {
    return send(Request.cmd(Command.PING)).mapEmpty();
  }

  private Future<Response> send(Request request) {
    return breaker.execute(() -> redis.send(request));
  }
}
