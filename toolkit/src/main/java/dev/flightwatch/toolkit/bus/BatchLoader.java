package dev.flightwatch.toolkit.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Loads values by key in batches. Up to a maximum number of batches load at the same time; keys
 * that are requested meanwhile are collected and load together when a batch completes. A single key
 * is loaded without delay.
 *
 * <p>No key is added to a batch that is already loading, so a value is never older than its
 * request.
 *
 * <p>Belongs to one event loop, whose server limits the number of waiting requests.
 *
 * @param <K> key, with {@code equals} and {@code hashCode}
 * @param <V> value
 */
public final class BatchLoader<K, V> {
  private final VertxInternal vertx;
  private final int maxConcurrent;
  private final Function<Set<K>, Future<Map<K, V>>> loader;
  private Batch<K, V> collecting;
  private int loading;

  /** A batch is loaded on the context of its first request. */
  private record Batch<K, V>(ContextInternal context, Set<K> keys, Promise<Map<K, V>> values) {}

  /**
   * @param maxConcurrent most batches that load at the same time
   * @param loader loads the values of those keys that have one. When it fails, all requests of its
   *     batch fail, and so do those that wait for the next batch: none waits for two failures.
   */
  public BatchLoader(Vertx vertx, int maxConcurrent, Function<Set<K>, Future<Map<K, V>>> loader) {
    this.vertx = (VertxInternal) vertx;
    this.maxConcurrent = maxConcurrent;
    this.loader = loader;
  }

  /** Returns the value of a key, empty when there is none; fails as the loader does. */
  public Future<Optional<V>> load(K key) {
    ContextInternal context = vertx.getOrCreateContext();
    if (collecting == null) {
      collecting = new Batch<>(context, new HashSet<>(), context.promise());
    }
    Batch<K, V> batch = collecting;
    batch.keys().add(key);
    if (loading < maxConcurrent) {
      loadCollected();
    }
    Promise<Map<K, V>> loaded = context.promise();
    batch.values().future().onComplete(loaded);
    return loaded.future().map(values -> Optional.ofNullable(values.get(key)));
  }

  private void loadCollected() {
    Batch<K, V> batch = collecting;
    collecting = null;
    loading++;
    batch.context().emit(batch, this::load);
  }

  private void load(Batch<K, V> batch) {
    Future.succeededFuture(batch.keys())
        .compose(loader)
        .onComplete((values, failure) -> completed(batch, values, failure));
  }

  private void completed(Batch<K, V> batch, Map<K, V> values, Throwable failure) {
    loading--;
    Batch<K, V> next = collecting;
    if (next != null && failure == null) {
      loadCollected();
    } else if (next != null) {
      collecting = null;
      next.values().fail(failure);
    }
    batch.values().complete(values, failure);
  }
}
