package dev.flightwatch.toolkit.auth;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.flightwatch.toolkit.metrics.CacheMetrics;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Remembers to whom tokens belong: for 30 s, counted from the question, so that a revocation takes
 * effect everywhere within that time; for 5 s that a token is not valid. It asks one question at a
 * time about each token. Failures are not remembered. Safe for use by any thread.
 */
public final class CachedIntrospection implements TokenIntrospection, Shareable {
  private static final Duration VALID = Duration.ofSeconds(30);
  private static final Duration INVALID = Duration.ofSeconds(5);
  private static final int MAX_TOKENS = 10_000;

  private final Cache<TokenHash, Question> tokenToQuestion =
      Caffeine.newBuilder().maximumSize(MAX_TOKENS).executor(Runnable::run).build();

  private final TokenIntrospection source;
  private final Clock clock;
  private final CacheMetrics metrics;

  /**
   * @param askedAt in milliseconds since 1970
   */
  private record Question(long askedAt, Promise<Optional<Identity>> reply) {}

  CachedIntrospection(TokenIntrospection source, CacheMetrics metrics, Clock clock) {
    this.source = requireNonNull(source);
    this.metrics = requireNonNull(metrics);
    this.clock = requireNonNull(clock);
  }

  /** Returns the cache of a service in this process; the first caller creates it. */
  public static CachedIntrospection of(Vertx vertx, String service, TokenIntrospection source) {
    return vertx
        .sharedData()
        .<String, CachedIntrospection>getLocalMap(CachedIntrospection.class.getName())
        .computeIfAbsent(
            service,
            name ->
                new CachedIntrospection(
                    source,
                    new CacheMetrics(Meters.of(vertx), service + "-tokens"),
                    Clock.systemUTC()));
  }

  @Override
  public Future<Optional<Identity>> introspect(TokenHash token) {
    Question known = tokenToQuestion.getIfPresent(token);
    if (known != null && isFresh(known)) {
      metrics.count(CacheMetrics.Result.HIT);
      return known.reply().future();
    }
    Question own = new Question(clock.millis(), Promise.promise());
    Question current =
        tokenToQuestion
            .asMap()
            .merge(token, own, (earlier, later) -> isFresh(earlier) ? earlier : later);
    if (current == own) {
      metrics.count(CacheMetrics.Result.MISS);
      Future.succeededFuture().compose(v -> source.introspect(token)).onComplete(own.reply());
    } else {
      metrics.count(CacheMetrics.Result.HIT);
    }
    return current.reply().future();
  }

  private boolean isFresh(Question question) {
    Future<Optional<Identity>> reply = question.reply().future();
    long now = clock.millis();
    if (reply.failed() || now - question.askedAt() >= VALID.toMillis()) {
      return false;
    }
    return !reply.succeeded()
        || reply
            .result()
            .map(identity -> identity.expiresAt().toEpochMilli() > now)
            .orElseGet(() -> now - question.askedAt() < INVALID.toMillis());
  }
}
