package dev.flightwatch.toolkit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class CorrelationTest {
  private static final String HALF = "01234567890123456789012345678901";

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(30, TimeUnit.SECONDS);
  }

  private static <T> T inRequest(Vertx vertx, Supplier<T> work) throws TimeoutException {
    Promise<T> result = Promise.promise();
    ((ContextInternal) vertx.getOrCreateContext())
        .duplicate()
        .runOnContext(v -> Future.succeededFuture().map(w -> work.get()).onComplete(result));
    return await(result.future());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ABC-xyz_0.9", HALF + HALF})
  void adoptShouldKeepTheReceivedIdWhenItIsWellFormed(String received, Vertx vertx)
      throws TimeoutException {
    List<String> ids =
        inRequest(vertx, () -> List.of(Correlation.adopt(received), Correlation.current()));
    assertThat(ids).containsExactly(received, received);
  }

  static Stream<String> malformed() {
    String words = "é a/b a%20 ٣ <script> " + HALF + HALF + "4";
    return Stream.concat(
        Stream.of(words.split(" ")), Stream.of(null, "", " ", "a b", "a\n", "a\r\nX: 1"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void adoptShouldCreateAnIdWhenTheReceivedOneIsMalformed(String received, Vertx vertx)
      throws TimeoutException {
    List<String> ids =
        inRequest(vertx, () -> List.of(Correlation.adopt(received), Correlation.current()));
    assertThat(ids.get(0)).matches("[0-9a-f-]{36}").isEqualTo(ids.get(1));
    assertThat(Correlation.adopt(received)).isNotEqualTo(ids.get(0));
  }

  @Test
  void currentShouldBeNullOutsideARequest(Vertx vertx) throws TimeoutException {
    Promise<String> onSharedContext = Promise.promise();
    Context shared = vertx.getOrCreateContext();
    shared.runOnContext(
        v -> {
          Correlation.adopt("shared-context");
          onSharedContext.complete(String.valueOf(Correlation.current()));
        });
    assertThat(await(onSharedContext.future())).isEqualTo("null");
    assertThat(Correlation.current()).isNull();
  }

  @Test
  void currentShouldBeKeptAcrossTimersWorkersAndFutures(Vertx vertx) throws TimeoutException {
    Promise<List<String>> seen = Promise.promise();

    Correlation.begin(
        vertx,
        () -> {
          Correlation.adopt("req-1");
          List<String> ids = new CopyOnWriteArrayList<>();
          Runnable note = () -> ids.add(Correlation.current());
          vertx
              .timer(1)
              .onSuccess(timer -> note.run())
              .compose(timer -> vertx.executeBlocking(Executors.callable(note)))
              .onSuccess(worker -> note.run())
              .map(ids)
              .onComplete(seen);
        });
    assertThat(await(seen.future())).containsExactly("req-1", "req-1", "req-1");
  }

  @Test
  void currentShouldDifferBetweenRequestsOnOneEventLoop(Vertx vertx) throws TimeoutException {
    ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
    Promise<String> first = Promise.promise();
    loop.runOnContext(
        v -> {
          Correlation.begin(
              vertx,
              () -> {
                Correlation.adopt("req-1");
                vertx.timer(1).onComplete(t -> first.complete(Correlation.current()));
              });
          Correlation.begin(vertx, () -> Correlation.adopt("req-2"));
        });

    assertThat(await(first.future())).isEqualTo("req-1");
  }

  @Test
  void beginShouldRunOnTheContextWithANewId(Vertx vertx) throws TimeoutException {
    List<String> ids =
        inRequest(
            vertx,
            () -> {
              String outer = Correlation.adopt("outer");
              Promise<String> inner = Promise.promise();
              Correlation.begin(vertx, () -> inner.complete(Correlation.current()));
              return List.of(outer, inner.future().result(), Correlation.current());
            });

    assertThat(ids.get(1)).hasSize(36);
    assertThat(ids).element(2).isEqualTo("outer");
  }

  @Test
  void beginShouldRunOnAVertxThreadWhenCalledFromAnotherThread(Vertx vertx)
      throws TimeoutException {
    Promise<Thread> ran = Promise.promise();

    Correlation.begin(vertx, () -> ran.complete(Thread.currentThread()));

    assertThat(await(ran.future()).getName()).startsWith("vert.x-eventloop-thread");
  }
}
