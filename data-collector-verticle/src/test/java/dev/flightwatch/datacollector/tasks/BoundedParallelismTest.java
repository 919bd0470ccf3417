package dev.flightwatch.datacollector.tasks;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class BoundedParallelismTest {
  private static final List<Integer> MANY = IntStream.range(0, 10_000).boxed().toList();

  private final List<Integer> done = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void forEachShouldProcessEachItemOnce(boolean isLater, Vertx vertx) {
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
                      return isLater
                          ? vertx.timer(1, TimeUnit.NANOSECONDS)
                          : Future.succeededFuture();
                    })));

    // then
    assertThat(done).isEqualTo(MANY);
  }

  @Test
  void forEachShouldCompleteWhenThereAreNoItems() {
    assertThat(BoundedParallelism.forEach(List.of(), 4, item -> null).succeeded()).isTrue();
  }
}
