package dev.flightwatch.toolkit.bus;

import static java.util.Objects.requireNonNull;

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
 * Asks one question for many: while as many questions as may be are under way, the keys of all who
 * come are gathered, and go as one when a question ends. No key joins a question that has gone, so
 * a value is never older than what was asked for it; who comes alone waits for nobody.
 *
 * <p>Belongs to one event loop, whose door bounds how many wait.
 *
 * @param <K> a key, with {@code equals} and {@code hashCode}
 * @param <V> what a key has, or has not
 */
public final class BatchLoader<K, V> {
  private final VertxInternal vertx;
  private final int mostAtOnce;
  private final Function<Set<K>, Future<Map<K, V>>> question;
  private Batch<K, V> gathering;
  private int underWay;

  /** Keys that go together, in the name of the first who asked. */
  private record Batch<K, V>(ContextInternal first, Set<K> keys, Promise<Map<K, V>> values) {
    Batch(ContextInternal first) {
      this(first, new HashSet<>(), first.promise());
    }
  }

  /**
   * @param mostAtOnce how many questions may be under way at once
   * @param question gives the values of those keys that have one; its failure goes to all who asked
   *     with it, and to those who wait behind it, so that nobody waits for two that fail
   */
  public BatchLoader(Vertx vertx, int mostAtOnce, Function<Set<K>, Future<Map<K, V>>> question) {
    this.vertx = (VertxInternal) vertx;
    this.mostAtOnce = mostAtOnce;
    this.question = requireNonNull(question);
  }

  /** The value of a key. Fails as the question does. */
  public Future<Optional<V>> load(K key) {
    ContextInternal context = vertx.getOrCreateContext();
    if (gathering == null) {
      gathering = new Batch<>(context);
    }
    Batch<K, V> joined = gathering;
    joined.keys().add(key);
    if (underWay < mostAtOnce) {
      send();
    }
    Promise<Map<K, V>> here = context.promise();
    joined.values().future().onComplete(here);
    return here.future().map(values -> Optional.ofNullable(values.get(key)));
  }

  private void send() {
    Batch<K, V> batch = gathering;
    gathering = null;
    underWay++;
    batch
        .first()
        .emit(
            batch.keys(),
            keys ->
                Future.succeededFuture(keys)
                    .compose(question)
                    .onComplete((values, failure) -> ended(batch, values, failure)));
  }

  private void ended(Batch<K, V> batch, Map<K, V> values, Throwable failure) {
    underWay--;
    Batch<K, V> behind = gathering;
    if (behind != null && failure == null) {
      send();
    } else if (behind != null) {
      gathering = null;
      behind.values().fail(failure);
    }
    batch.values().complete(values, failure);
  }
}
