package dev.flightwatch.toolkit.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Sends the states of things to the event streams that watch them: to each stream the state when it
 * begins to watch, and every state that is loaded later and differs. One load runs at a time, for
 * all things that changed before it began.
 *
 * <p>Belongs to the event loop that created it, except for {@link #watched}.
 *
 * @param <K> identifies a thing
 * @param <S> state of a thing, compared by {@code equals}
 */
public final class EventFeed<K, S> {
  /** Maximum number of things in one load. */
  private static final int BATCH = 100;

  private final ContextInternal context;
  private final Function<List<K>, Future<Map<K, S>>> load;
  private final Function<S, ServerSentEvent> event;
  private final Map<K, Watched<S>> keyToWatched = new ConcurrentHashMap<>();
  private final Set<K> changed = new LinkedHashSet<>();
  private boolean loading;

  private static final class Watched<S> {
    private final Set<EventStream> streams = new HashSet<>();
    private S state;
    private ServerSentEvent event;
  }

  /**
   * Creates a feed on the current event loop.
   *
   * @param load loads the states of things, when one of them has changed or is watched for the
   *     first time; called again after a failure by {@link #retry}
   */
  public EventFeed(
      Vertx vertx, Function<List<K>, Future<Map<K, S>>> load, Function<S, ServerSentEvent> event) {
    context = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    this.load = requireNonNull(load);
    this.event = requireNonNull(event);
  }

  /** Sends the states of things to a stream until the returned action is run. */
  public Runnable watch(Collection<K> keys, EventStream stream) {
    for (K key : keys) {
      Watched<S> watched = keyToWatched.computeIfAbsent(key, k -> new Watched<>());
      watched.streams.add(stream);
      if (watched.event == null) {
        changed.add(key);
      } else {
        stream.send(watched.event);
      }
    }
    retry();
    return () -> keys.forEach(key -> leave(key, stream));
  }

  private void leave(K key, EventStream stream) {
    Watched<S> watched = keyToWatched.get(key);
    if (watched != null && watched.streams.remove(stream) && watched.streams.isEmpty()) {
      keyToWatched.remove(key);
      changed.remove(key);
    }
  }

  /** Returns the things that are watched. Safe for use by any thread. */
  public Set<K> watched() {
    return Set.copyOf(keyToWatched.keySet());
  }

  /** Returns the state that was sent last; null before the first one, or when nobody watches. */
  public S state(K key) {
    Watched<S> watched = keyToWatched.get(key);
    return watched == null ? null : watched.state;
  }

  /** Loads and sends the state of a thing that may have changed, if it is watched. */
  public void changed(K key) {
    if (keyToWatched.containsKey(key)) {
      changed.add(key);
      retry();
    }
  }

  /** Loads what has changed and could not be loaded. */
  public void retry() {
    if (loading || changed.isEmpty()) {
      return;
    }
    loading = true;
    List<K> batch = changed.stream().limit(BATCH).toList();
    batch.forEach(changed::remove);
    Promise<Map<K, S>> loaded = context.promise();
    Future.succeededFuture().compose(v -> load.apply(batch)).onComplete(loaded);
    loaded
        .future()
        .onComplete(
            states -> {
              loading = false;
              states.forEach(this::send);
              retry();
            },
            failure -> {
              loading = false;
              batch.stream().filter(keyToWatched::containsKey).forEach(changed::add);
            });
  }

  private void send(K key, S state) {
    Watched<S> watched = keyToWatched.get(key);
    if (watched != null && !state.equals(watched.state)) {
      watched.state = state;
      watched.event = event.apply(state);
      watched.streams.forEach(stream -> stream.send(watched.event));
    }
  }
}
