package dev.flightwatch.toolkit.idempotency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the answers in this process: not shared with replicas, gone at the end. Never fails. Beyond
 * its bound it forgets answers early, those least likely to be asked for again.
 */
public final class MemoryIdempotencyStore implements IdempotencyStore {
  private final Cache<String, Buffer> keyToAnswer;

  /**
   * @param timeToLive how long an answer is kept
   * @param maxEntries how many answers are kept at most
   */
  public MemoryIdempotencyStore(Duration timeToLive, int maxEntries, Clock clock) {
    keyToAnswer =
        Caffeine.newBuilder()
            .expireAfterWrite(timeToLive)
            .maximumSize(maxEntries)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Future<Optional<Buffer>> find(String key) {
    return Future.succeededFuture(
        Optional.ofNullable(keyToAnswer.getIfPresent(key)).map(Buffer::copy));
  }

  @Override
  public Future<Void> record(String key, Buffer answer) {
    keyToAnswer.asMap().putIfAbsent(key, answer.copy());
    return Future.succeededFuture();
  }
}
