package dev.flightwatch.toolkit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConcurrencyLimitTest {
  private static final ServiceException REJECTION =
      ServiceException.of(ErrorKind.OVERLOADED, "overloaded", "Too many operations.");

  private final AtomicInteger limit = new AtomicInteger(2);
  private final List<Promise<String>> started = new ArrayList<>();
  private final ConcurrencyLimit target = new ConcurrencyLimit(limit::get, () -> REJECTION);

  private Future<String> run() {
    return target.run(
        () -> {
          started.add(Promise.promise());
          return started.get(started.size() - 1).future();
        });
  }

  @Test
  void runShouldRejectWithoutStartingUntilAnOperationEnds() {
    // given
    IllegalStateException failure = new IllegalStateException("failed");
    Future<String> first = run();
    Future<String> second = run();

    // when
    Future<String> rejected = run();
    started.get(0).complete("result");
    Future<String> third = run();
    started.get(1).fail(failure);
    Future<String> fourth = run();

    // then
    assertThat(first.result()).isEqualTo("result");
    assertThat(second.cause()).isSameAs(failure);
    assertThat(third.isComplete()).isFalse();
    assertThat(fourth.isComplete()).isFalse();
    assertThat(List.of(rejected, run())).allMatch(future -> future.cause() == REJECTION);
    assertThat(started).hasSize(4);
  }

  static Stream<Supplier<Future<String>>> defects() {
    return Stream.of(
        () -> {
          throw new IllegalStateException("thrown");
        },
        () -> {
          throw new StackOverflowError("thrown");
        },
        () -> null);
  }

  @ParameterizedTest
  @MethodSource("defects")
  void runShouldFailAndReleaseWhenTheOperationThrows(Supplier<Future<String>> defect) {
    for (int i = 0; i < 3; i++) {
      assertThat(target.run(defect).cause()).isNotNull().isNotSameAs(REJECTION);
    }
    assertThat(run().isComplete()).isFalse();
  }

  @Test
  void runShouldFollowTheLimitWhenItChanges() {
    // given
    run();
    run();

    // when
    limit.set(3);
    Future<String> third = run();
    limit.set(1);
    started.get(0).complete("result");

    // then
    assertThat(third.isComplete()).isFalse();
    assertThat(run().cause()).isSameAs(REJECTION);
  }
}
