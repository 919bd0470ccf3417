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
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class BatchLoaderTest {
  private record Asked(Set<String> keys, Promise<Map<String, Integer>> values) {}

  /** The questions in order; each is answered when a test says so. */
  private final List<Asked> asked = new ArrayList<>();

  private ContextInternal loop;
  private BatchLoader<String, Integer> target;

  @BeforeEach
  void make(Vertx vertx) {
    loop = ((VertxInternal) vertx).createEventLoopContext();
    target = new BatchLoader<>(vertx, 1, this::request);
  }

  private Future<Map<String, Integer>> request(Set<String> keys) {
    asked.add(new Asked(Set.copyOf(keys), Promise.promise()));
    return asked.get(asked.size() - 1).values().future();
  }

  private <T> T onLoop(Callable<T> work) throws TimeoutException {
    return await(Future.future(done -> loop.emit(v -> done.handle(result(work)))));
  }

  private static <T> Future<T> result(Callable<T> work) {
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(10, TimeUnit.SECONDS);
  }

  /** Loads as a request does, on a context of its own. */
  private Future<Optional<Integer>> load(String key) throws TimeoutException {
    return onLoop(
        () -> {
          Promise<Optional<Integer>> loaded = Promise.promise();
          loop.duplicate().emit(v -> target.load(key).onComplete(loaded));
          return loaded.future();
        });
  }

  private void answer(int question, Map<String, Integer> values) throws TimeoutException {
    onLoop(() -> asked.get(question).values().tryComplete(values));
  }

  @Test
  void loadShouldAskAtOnceWhenNoneIsUnderWay() throws TimeoutException {
    // given
    Future<Optional<Integer>> one = load("one");
    answer(0, Map.of("one", 1));

    // when
    Future<Optional<Integer>> two = load("two");
    answer(1, Map.of());

    // then
    assertThat(await(one)).contains(1);
    assertThat(await(two)).isEmpty();
  }

  @Test
  void loadShouldGatherWhoComesWhileQuestionIsUnderWay() throws TimeoutException {
    // given
    Future<Optional<Integer>> one = load("one");
    Future<Optional<Integer>> two = load("two");
    Future<Optional<Integer>> three = load("three");
    Future<Optional<Integer>> threeAgain = load("three");

    // when
    answer(0, Map.of("one", 1));
    answer(1, Map.of("two", 2, "three", 3));

    // then
    assertThat(asked)
        .extracting(Asked::keys)
        .containsExactly(Set.of("one"), Set.of("two", "three"));
    assertThat(await(one)).contains(1);
    assertThat(await(two)).contains(2);
    assertThat(await(three)).contains(3);
    assertThat(await(threeAgain)).contains(3);
  }

  @Test
  void loadShouldAskAnewWhenSameKeyIsUnderWay() throws TimeoutException {
    // given
    Future<Optional<Integer>> before = load("one");
    Future<Optional<Integer>> after = load("one");

    // when
    answer(0, Map.of("one", 1));
    answer(1, Map.of());

    // then
    assertThat(await(before)).contains(1);
    assertThat(await(after)).isEmpty();
  }

  @Test
  void loadShouldAskAsManyAtOnceAsMayBe(Vertx vertx) throws TimeoutException {
    // given
    target = new BatchLoader<>(vertx, 2, this::request);

    // when
    load("one");
    load("two");
    load("three");
    answer(1, Map.of());

    // then
    assertThat(asked)
        .extracting(Asked::keys)
        .containsExactly(Set.of("one"), Set.of("two"), Set.of("three"));
  }

  @Test
  void loadShouldFailAllWhoWaitWhenQuestionFails() throws TimeoutException {
    // given
    Future<Optional<Integer>> with = load("one");
    Future<Optional<Integer>> behind = load("two");
    IllegalStateException away = new IllegalStateException("away");

    // when
    onLoop(() -> asked.get(0).values().tryFail(away));
    Future<Optional<Integer>> later = load("two");
    answer(1, Map.of("two", 2));

    // then
    assertThat(catchThrowable(() -> await(with))).isEqualTo(away);
    assertThat(catchThrowable(() -> await(behind))).isEqualTo(away);
    assertThat(await(later)).contains(2);
  }

  @Test
  void loadShouldFailWhenQuestionThrows(Vertx vertx) throws TimeoutException {
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
  void loadShouldAnswerEachOnItsOwnContext() throws TimeoutException {
    // given
    load("first");
    ContextInternal own = loop.duplicate();
    Promise<Context> seen = Promise.promise();
    load("gathered before");
    onLoop(
        () -> {
          own.emit(v -> target.load("own").map(any -> Vertx.currentContext()).onComplete(seen));
          return null;
        });

    // when
    answer(0, Map.of());
    answer(1, Map.of());

    // then
    assertThat(await(seen.future())).isSameAs(own);
  }
}
