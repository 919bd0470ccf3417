package dev.flightwatch.toolkit.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class BatchLoaderTest {
  private record LoadedBatch(Set<String> keys, Promise<Map<String, Integer>> values) {}

  /** The batches in order; each completes when a test calls {@link #complete}. */
  private final List<LoadedBatch> batches = new ArrayList<>();

  private ContextInternal loop;
  private BatchLoader<String, Integer> target;

  @BeforeEach
  void create(Vertx vertx) {
    loop = ((VertxInternal) vertx).createEventLoopContext();
    target = new BatchLoader<>(vertx, 1, this::loadBatch);
  }

  private Future<Map<String, Integer>> loadBatch(Set<String> keys) {
    batches.add(new LoadedBatch(Set.copyOf(keys), Promise.promise()));
    return batches.get(batches.size() - 1).values().future();
  }

  private <T> T onLoop(Supplier<T> work) throws TimeoutException {
    Promise<T> done = Promise.promise();
    loop.emit(v -> Future.succeededFuture().map(w -> work.get()).onComplete(done));
    return await(done.future());
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(30, TimeUnit.SECONDS);
  }

  /** Loads a key on a context of its own, as a request does. */
  private Future<Optional<Integer>> load(String key) throws TimeoutException {
    return onLoop(
        () -> {
          Promise<Optional<Integer>> loaded = Promise.promise();
          loop.duplicate().emit(v -> target.load(key).onComplete(loaded));
          return loaded.future();
        });
  }

  private void complete(int batch, Map<String, Integer> values) throws TimeoutException {
    onLoop(() -> batches.get(batch).values().tryComplete(values));
  }

  @Test
  void loadShouldCollectKeysWhileABatchIsLoading() throws TimeoutException {
    // given
    Future<Optional<Integer>> one = load("one");
    Future<Optional<Integer>> two = load("two");
    Future<Optional<Integer>> twoAgain = load("two");

    // when
    complete(0, Map.of("one", 1));
    complete(1, Map.of("two", 2));

    // then
    assertThat(batches).extracting(LoadedBatch::keys).containsExactly(Set.of("one"), Set.of("two"));
    assertThat(await(one)).contains(1);
    assertThat(await(two)).contains(2);
    assertThat(await(twoAgain)).contains(2);
  }

  @Test
  void loadShouldNotJoinABatchThatIsLoadingTheSameKey() throws TimeoutException {
    // given
    Future<Optional<Integer>> before = load("one");
    Future<Optional<Integer>> after = load("one");

    // when
    complete(0, Map.of("one", 1));
    complete(1, Map.of());

    // then
    assertThat(await(before)).contains(1);
    assertThat(await(after)).isEmpty();
  }

  @Test
  void loadShouldLoadUpToTheMaximumOfBatchesAtOnce(Vertx vertx) throws TimeoutException {
    // given
    target = new BatchLoader<>(vertx, 2, this::loadBatch);

    // when
    load("one");
    load("two");
    load("three");
    complete(1, Map.of());

    // then
    assertThat(batches)
        .extracting(LoadedBatch::keys)
        .containsExactly(Set.of("one"), Set.of("two"), Set.of("three"));
  }

  @Test
  void loadShouldFailAllWaitingRequestsWhenABatchFails() throws TimeoutException {
    // given
    Future<Optional<Integer>> loading = load("one");
    Future<Optional<Integer>> waiting = load("two");
    IllegalStateException unavailable = new IllegalStateException("unavailable");

    // when
    onLoop(() -> batches.get(0).values().tryFail(unavailable));
    Future<Optional<Integer>> later = load("two");
    complete(1, Map.of("two", 2));

    // then
    assertThat(catchThrowable(() -> await(loading))).isEqualTo(unavailable);
    assertThat(catchThrowable(() -> await(waiting))).isEqualTo(unavailable);
    assertThat(await(later)).contains(2);
  }

  @Test
  void loadShouldFailWhenTheLoaderThrows(Vertx vertx) throws TimeoutException {
    // given
    target =
        new BatchLoader<>(
            vertx,
            1,
            keys -> {
              throw new IllegalStateException("thrown");
            });

    // then
    for (int i = 0; i < 2; i++) {
      Future<Optional<Integer>> loaded = load("one");
      assertThat(catchThrowable(() -> await(loaded))).hasMessage("thrown");
    }
  }

  @Test
  void loadShouldCompleteOnTheContextOfEachRequest() throws TimeoutException {
    // given
    load("first");
    ContextInternal own = loop.duplicate();
    Promise<Context> completedOn = Promise.promise();
    load("collected before");
    onLoop(
        () -> {
          own.emit(
              v -> target.load("own").map(any -> Vertx.currentContext()).onComplete(completedOn));
          return null;
        });

    // when
    complete(0, Map.of());
    complete(1, Map.of());

    // then
    assertThat(await(completedOn.future())).isSameAs(own);
  }
}
