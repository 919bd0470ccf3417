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
  void runShouldRejectWithoutStartingWhenTheLimitIsReached() {
    // given
    run();
    run();

    // when
    Future<String> third = run();

    // then
    assertThat(third.cause()).isSameAs(REJECTION);
    assertThat(started).hasSize(2);
  }

  @Test
  void runShouldReturnTheResultAndReleaseWhenTheOperationSucceeds() {
    // given
    Future<String> first = run();
    run();

    // when
    started.get(0).complete("result");
    Future<String> third = run();

    // then
    assertThat(first.result()).isEqualTo("result");
    assertThat(third.isComplete()).isFalse();
    assertThat(run().cause()).isSameAs(REJECTION);
  }

  @Test
  void runShouldReturnTheFailureAndReleaseWhenTheOperationFails() {
    // given
    Future<String> first = run();
    run();

    // when
    IllegalStateException failure = new IllegalStateException("failed");
    started.get(0).fail(failure);
    Future<String> third = run();

    // then
    assertThat(first.cause()).isSameAs(failure);
    assertThat(third.isComplete()).isFalse();
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
