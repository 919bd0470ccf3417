package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class BoundedParallelismTest {
  private static final List<Integer> MANY = IntStream.range(0, 10_000).boxed().toList();

  private final List<Integer> done = new ArrayList<>();

  @Test
  void forEachShouldProcessEachItemOnceWhenTheWorkCompletesImmediately(Vertx vertx) {
    // when
    await(
        on(
            vertx.getOrCreateContext(),
            () ->
                BoundedParallelism.forEach(
                    MANY,
                    1,
                    item -> {
                      done.add(item);
                      return Future.succeededFuture();
                    })));

    // then
    assertThat(done).isEqualTo(MANY);
  }

  @Test
  void forEachShouldProcessEachItemOnceWhenTheWorkCompletesLater(Vertx vertx) {
    // when
    await(
        on(
            vertx.getOrCreateContext(),
            () ->
                BoundedParallelism.forEach(
                    MANY,
                    1,
                    item -> {
                      done.add(item);
                      return vertx.timer(1, TimeUnit.NANOSECONDS).mapEmpty();
                    })));

    // then
    assertThat(done).isEqualTo(MANY);
  }

  @Test
  void forEachShouldCompleteWhenThereAreNoItems() {
    assertThat(
            BoundedParallelism.forEach(List.of(), 4, item -> Future.failedFuture("never"))
                .succeeded())
        .isTrue();
  }
}
