package dev.flightwatch.toolkit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class CorrelationTest {
  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(10, TimeUnit.SECONDS);
  }

  private static <T> T inRequest(Vertx vertx, Supplier<T> work) throws TimeoutException {
    Promise<T> result = Promise.promise();
    ((ContextInternal) vertx.getOrCreateContext())
        .duplicate()
        .runOnContext(v -> Future.succeededFuture().map(w -> work.get()).onComplete(result));
    return await(result.future());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "ABC-xyz_0.9",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void adoptShouldKeepTheReceivedIdWhenItIsWellFormed(String received, Vertx vertx)
      throws TimeoutException {
    List<String> ids =
        inRequest(vertx, () -> List.of(Correlation.adopt(received), Correlation.current()));

    assertThat(ids).containsExactly(received, received);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\n",
        "a\r\nX-Evil: 1",
        "é",
        "a/b",
        "a%20",
        "٣",
        "<script>",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
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
    vertx
        .getOrCreateContext()
        .runOnContext(
            v -> {
              Correlation.adopt("shared-context");
              onSharedContext.complete(Correlation.current());
            });

    assertThat(await(onSharedContext.future())).isNull();
    assertThat(Correlation.current()).isNull();
  }

  @Test
  void currentShouldBeKeptAcrossTimersWorkersAndFutures(Vertx vertx) throws TimeoutException {
    Promise<List<String>> seen = Promise.promise();

    Correlation.begin(
        vertx,
        () -> {
          Correlation.adopt("req-1");
          vertx
              .timer(1)
              .map(v -> Correlation.current())
              .compose(
                  first ->
                      vertx
                          .executeBlocking(Correlation::current)
                          .map(second -> List.of(first, second, Correlation.current())))
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
