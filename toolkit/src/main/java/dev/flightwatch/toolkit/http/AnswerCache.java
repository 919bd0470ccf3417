package dev.flightwatch.toolkit.http;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.flightwatch.toolkit.metrics.CacheFigures;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Answers that need not be asked for again, whole, as they are sent. It stands in front of the
 * owners, one for all doors of a process, and keeps three promises:
 *
 * <ul>
 *   <li>who comes after a {@link #drop} gets nothing of that subject that was asked for before it;
 *   <li>nobody gets what was asked for more than the maximum age before he came;
 *   <li>many who miss the same answer at once ask once.
 * </ul>
 *
 * <p>Failures are not kept. Any thread may use it.
 */
public final class AnswerCache implements Shareable {
  /** A bound only for the worst: each of the doors lets fewer requests in at once. */
  private static final int MAX_FILLS = 16_384;

  /** What an entry takes beside its body, roughly. */
  private static final int ENTRY_BYTES = 1_024;

  private final Cache<Key, Kept> keyToKept;
  private final ConcurrentMap<Key, Fill> keyToFill = new ConcurrentHashMap<>();
  private final Drops drops = new Drops();
  private final Ticker ticker;
  private final long maxAge;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder joins = new LongAdder();
  private final LongAdder evictions = new LongAdder();

  AnswerCache(long maxBytes, Duration maxAge, Ticker ticker) {
    this.maxAge = maxAge.toNanos();
    this.ticker = requireNonNull(ticker);
    keyToKept =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, Kept kept) -> kept.bytes())
            .expireAfterWrite(maxAge)
            .ticker(ticker)
            .evictionListener((key, kept, cause) -> evicted(cause))
            .executor(Runnable::run)
            .build();
  }

  private void evicted(RemovalCause cause) {
    if (cause == RemovalCause.SIZE) {
      evictions.increment();
    }
  }

  /**
   * The cache of a service in this process; whoever asks first has it made.
   *
   * @param maxBytes how much is kept at most, roughly: the bodies, and a KiB for each
   * @param maxAge how old an answer may be; zero keeps nothing
   */
  public static AnswerCache of(Vertx vertx, String service, long maxBytes, Duration maxAge) {
    return vertx
        .sharedData()
        .<String, AnswerCache>getLocalMap(AnswerCache.class.getName())
        .computeIfAbsent(
            service,
            key -> {
              AnswerCache made = new AnswerCache(maxBytes, maxAge, Ticker.systemTicker());
              Meters.of(vertx).cache(service, made::figures);
              return made;
            });
  }

  private CacheFigures figures() {
    Stats now = stats();
    return new CacheFigures(
        now.hits() + now.joins(), now.misses(), now.evictions(), now.entries(), now.bytes());
  }

  /**
   * An answer that may be kept.
   *
   * @param answer must not be changed any more, nor its body
   * @param subjects what the answer is about: values, one of which is dropped when the answer may
   *     have become another
   */
  public record Cacheable(Answer answer, Collection<?> subjects) {}

  /** How the cache does, since it was made. */
  public record Stats(
      long hits, long misses, long joins, long evictions, long entries, long bytes) {}

  private record Key(String operationId, Map<String, String> query) {}

  /**
   * @param begunAt when it was asked for, in the ticker's nanoseconds
   * @param drop the number of the last drop before that
   */
  private record Kept(Future<Answer> found, long begunAt, long drop, int[] places) {
    int bytes() {
      return found.result().body().length() + Integer.BYTES * places.length + ENTRY_BYTES;
    }
  }

  private record Fill(Promise<Answer> answer, long begunAt, long drop) {}

  /**
   * The answer to a call whose query parameters say all that it depends on.
   *
   * @param ask gets the answer from its owner, when there is none that may be given; its failure
   *     goes to all who wait for it
   */
  public Future<Answer> get(String operationId, Call call, Supplier<Future<Cacheable>> ask) {
    Key key = new Key(operationId, call.query());
    Kept kept = keyToKept.getIfPresent(key);
    if (kept != null && isYoung(kept.begunAt()) && !drops.anySince(kept.drop(), kept.places())) {
      hits.increment();
      return kept.found();
    }
    Fill own = new Fill(Promise.promise(), ticker.read(), drops.last());
    Fill fill = keyToFill.size() < MAX_FILLS ? keyToFill.merge(key, own, this::newer) : own;
    if (fill != own) {
      joins.increment();
      return fill.answer().future();
    }
    misses.increment();
    return fill(key, own, ask);
  }

  /**
   * Whoever comes after a drop may not join who asked before it: for whatever subject, to be safe.
   */
  private Fill newer(Fill running, Fill own) {
    return running.drop() == own.drop() && isYoung(running.begunAt()) ? running : own;
  }

  private Future<Answer> fill(Key key, Fill own, Supplier<Future<Cacheable>> ask) {
    Future.succeededFuture()
        .compose(v -> ask.get())
        .map(found -> keep(key, own, found))
        .onComplete(v -> keyToFill.remove(key, own))
        .onComplete(own.answer());
    return own.answer().future();
  }

  private Answer keep(Key key, Fill fill, Cacheable found) {
    int[] places = drops.places(found.subjects());
    if (isYoung(fill.begunAt()) && !drops.anySince(fill.drop(), places)) {
      Future<Answer> answer = Future.succeededFuture(found.answer());
      keyToKept.put(key, new Kept(answer, fill.begunAt(), fill.drop(), places));
    }
    return found.answer();
  }

  private boolean isYoung(long begunAt) {
    return ticker.read() - begunAt < maxAge;
  }

  /** No answer about this subject, kept or under way, is given to anybody who comes from now on. */
  public void drop(Object subject) {
    drops.drop(subject);
  }

  /** The same for all answers. */
  public void dropAll() {
    drops.dropAll();
    keyToKept.invalidateAll();
  }

  public Stats stats() {
    keyToKept.cleanUp();
    long bytes = keyToKept.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    return new Stats(
        hits.sum(), misses.sum(), joins.sum(), evictions.sum(), keyToKept.estimatedSize(), bytes);
  }
}
