package dev.flightwatch.toolkit.cache;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.metrics.CacheMetrics;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * A cache of complete responses in front of the service verticles, shared by the HTTP servers of a
 * process. It guarantees:
 *
 * <ul>
 *   <li>a request that arrives after an {@link #invalidate} gets no response of that subject that
 *       was requested from the service before it;
 *   <li>a response older than the maximum age, counted from when it was requested, is never served;
 *   <li>concurrent requests for the same missing response cause one request to the service;
 *   <li>a {@linkplain Request#isFresh fresh} response was requested from the service after the
 *       request for it.
 * </ul>
 *
 * <p>Failures are not cached. Safe for use by any thread.
 */
public final class ResponseCache implements Shareable {
  /** Far above what the concurrency limits of the servers allow. */
  private static final int MAX_FILLS = 16_384;

  /** Approximate size of an entry without its body. */
  private static final int ENTRY_BYTES = 1_024;

  private final Cache<Key, Entry> keyToEntry;
  private final ConcurrentMap<Key, Fill> keyToFill = new ConcurrentHashMap<>();

  /** What fresh requests wait for while an earlier fill is running. */
  private final ConcurrentMap<Key, Promise<Response>> keyToNext = new ConcurrentHashMap<>();

  private final InvalidationLog invalidations = new InvalidationLog();
  private final Ticker ticker;
  private final long maxAge;
  private final CacheMetrics metrics;

  ResponseCache(CacheMetrics metrics, long maxBytes, Duration maxAge, Ticker ticker) {
    this.metrics = metrics;
    this.maxAge = maxAge.toNanos();
    this.ticker = requireNonNull(ticker);
    keyToEntry =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, Entry entry) -> entry.bytes())
            .expireAfterWrite(maxAge)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Returns the cache of a service in this process; the first caller creates it.
   *
   * @param maxBytes approximate bound on the size of all entries: the bodies, and 1 KiB for each
   * @param maxAge maximum age of a response; zero caches nothing
   */
  public static ResponseCache of(Vertx vertx, String service, long maxBytes, Duration maxAge) {
    return vertx
        .sharedData()
        .<String, ResponseCache>getLocalMap(ResponseCache.class.getName())
        .computeIfAbsent(
            service,
            name ->
                new ResponseCache(
                    new CacheMetrics(Meters.of(vertx), name),
                    maxBytes,
                    maxAge,
                    Ticker.systemTicker()));
  }

  /**
   * A response that may be cached.
   *
   * @param response not changed afterwards, nor its body
   * @param subjects what the response is about; it is stale when one of them is invalidated
   */
  public record Cacheable(Response response, Collection<?> subjects) {}

  /**
   * How a response is requested from the service.
   *
   * @param subject what the response is about, when that is known before; then requests after an
   *     invalidation of another subject join this one, and otherwise none do
   * @param response the response, and all that it is about
   */
  public record Load(Optional<?> subject, Supplier<Future<Cacheable>> response) {
    /** Requests a response about this subject alone. */
    public static Load about(Object subject, Supplier<Future<Response>> response) {
      return new Load(
          Optional.of(subject),
          () -> response.get().map(loaded -> new Cacheable(loaded, List.of(subject))));
    }

    /** Requests a response whose subjects it shows itself. */
    public static Load of(Supplier<Future<Cacheable>> response) {
      return new Load(Optional.empty(), response);
    }
  }

  private record Key(String operationId, Map<String, String> path, Map<String, String> query) {}

  /**
   * @param requestedAt when the response was requested, in the ticker's nanoseconds
   * @param invalidation number of the last invalidation before that
   */
  private record Entry(
      Future<Response> response, long requestedAt, long invalidation, int[] slots) {
    int bytes() {
      return response.result().body().length() + Integer.BYTES * slots.length + ENTRY_BYTES;
    }
  }

  /**
   * @param slots those of its subject; empty when that is not known yet
   */
  private record Fill(
      Promise<Response> response,
      long requestedAt,
      long invalidation,
      Optional<int[]> slots,
      Load load) {}

  /**
   * Returns the response to a request that depends on its path and query parameters only.
   *
   * @param load called when no response can be served; its failure goes to all requests that wait
   *     for it
   */
  public Future<Response> get(String operationId, Request request, Supplier<Load> load) {
    Key key = new Key(operationId, request.path(), request.query());
    if (request.isFresh()) {
      return fresh(key, load);
    }
    Entry entry = keyToEntry.getIfPresent(key);
    if (entry != null
        && isYoung(entry.requestedAt())
        && !invalidations.anySince(entry.invalidation(), entry.slots())) {
      metrics.count(CacheMetrics.Result.HIT);
      return entry.response();
    }
    Fill own = begin(load);
    Fill fill = keyToFill.size() < MAX_FILLS ? keyToFill.merge(key, own, this::newer) : own;
    if (fill != own) {
      metrics.count(CacheMetrics.Result.HIT);
      return fill.response().future();
    }
    metrics.count(CacheMetrics.Result.MISS);
    return fill(key, own);
  }

  private Fill begin(Supplier<Load> load) {
    long requestedAt = ticker.read();
    long invalidation = invalidations.last();
    Load loading = load.get();
    Optional<int[]> slots = loading.subject().map(List::of).map(invalidations::slots);
    return new Fill(Promise.promise(), requestedAt, invalidation, slots, loading);
  }

  /**
   * Joins no fill that began before: waits for the running one, and begins the next one for all
   * requests that came meanwhile. So there are at most two at a time, however many requests.
   */
  private Future<Response> fresh(Key key, Supplier<Load> load) {
    Fill running = keyToFill.get(key);
    if (running == null) {
      return fillFresh(key, load);
    }
    Promise<Response> own = Promise.promise();
    Promise<Response> next = keyToNext.putIfAbsent(key, own);
    if (next != null) {
      metrics.count(CacheMetrics.Result.HIT);
      return next.future();
    }
    running
        .response()
        .future()
        .onComplete(
            ended -> {
              keyToNext.remove(key, own);
              Future.succeededFuture().compose(v -> fillFresh(key, load)).onComplete(own);
            });
    return own.future();
  }

  private Future<Response> fillFresh(Key key, Supplier<Load> load) {
    metrics.count(CacheMetrics.Result.MISS);
    Fill own = begin(load);
    keyToFill.put(key, own);
    return fill(key, own);
  }

  private Fill newer(Fill running, Fill own) {
    return isYoung(running.requestedAt()) && !isInvalidated(running) ? running : own;
  }

  /** A fill whose subjects are not known before it completes is invalidated with any subject. */
  private boolean isInvalidated(Fill running) {
    return running
        .slots()
        .map(slots -> invalidations.anySince(running.invalidation(), slots))
        .orElseGet(() -> invalidations.last() != running.invalidation());
  }

  private Future<Response> fill(Key key, Fill own) {
    Future.succeededFuture()
        .compose(v -> own.load().response().get())
        .map(loaded -> keep(key, own, loaded))
        .onComplete(v -> keyToFill.remove(key, own))
        .onComplete(own.response());
    return own.response().future();
  }

  private Response keep(Key key, Fill fill, Cacheable loaded) {
    int[] slots = invalidations.slots(loaded.subjects());
    if (isYoung(fill.requestedAt()) && !invalidations.anySince(fill.invalidation(), slots)) {
      Future<Response> response = Future.succeededFuture(loaded.response());
      Entry entry = new Entry(response, fill.requestedAt(), fill.invalidation(), slots);
      keyToEntry.asMap().merge(key, entry, ResponseCache::later);
    }
    return loaded.response();
  }

  private static Entry later(Entry kept, Entry loaded) {
    return kept.requestedAt() - loaded.requestedAt() > 0 ? kept : loaded;
  }

  private boolean isYoung(long requestedAt) {
    return ticker.read() - requestedAt < maxAge;
  }

  /** Invalidates all responses about a subject, cached or being loaded. */
  public void invalidate(Object subject) {
    invalidations.invalidate(subject);
  }

  /** Invalidates all responses. */
  public void invalidateAll() {
    invalidations.invalidateAll();
    keyToEntry.invalidateAll();
  }
}
