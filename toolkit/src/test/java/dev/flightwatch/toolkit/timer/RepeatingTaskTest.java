package dev.flightwatch.toolkit.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class RepeatingTaskTest {
  private static final Duration SOON = Duration.ofMillis(1);
  // Timers of one event loop fire in the order of their delays, so this one fires after any SOON.
  private static final Duration LATER = Duration.ofMillis(50);

  private final BlockingQueue<Promise<Void>> runs = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private Context context;

  @BeforeEach
  void open(Vertx vertx) {
    this.vertx = vertx;
    context = vertx.getOrCreateContext();
  }

  private <T> T onContext(Supplier<T> work) throws TimeoutException {
    Promise<T> result = Promise.promise();
    context.runOnContext(v -> result.complete(work.get()));
    return result.future().await(30, TimeUnit.SECONDS);
  }

  private RepeatingTask start(Duration firstDelay, Supplier<? extends Future<?>> work)
      throws TimeoutException {
    return onContext(() -> RepeatingTask.start(vertx, "test task", firstDelay, SOON, work));
  }

  private RepeatingTask startPendingRuns() throws TimeoutException {
    return start(SOON, this::pendingRun);
  }

  private Future<Void> pendingRun() {
    Promise<Void> run = Promise.promise();
    runs.add(run);
    return run.future();
  }

  private Promise<Void> nextRun() throws InterruptedException {
    Promise<Void> run = runs.poll(30, TimeUnit.SECONDS);
    assertThat(run).isNotNull();
    return run;
  }

  private void waitUntilLater() throws TimeoutException {
    onContext(() -> vertx.timer(LATER.toMillis())).await(30, TimeUnit.SECONDS);
  }

  @Test
  void nextRunShouldStartOnlyWhenThePreviousOneHasEnded() throws Exception {
    startPendingRuns();
    Promise<Void> first = nextRun();
    waitUntilLater();
    assertThat(runs).isEmpty();
    first.complete();
    nextRun();
  }

  @Test
  void firstRunShouldStartAfterTheFirstDelay() throws Exception {
    RepeatingTask daily = start(Duration.ofDays(1), this::pendingRun);
    waitUntilLater();
    assertThat(runs).isEmpty();
    assertThat(onContext(daily::stop).isComplete()).isTrue();
    start(Duration.ZERO, this::pendingRun);
    nextRun();
  }

  @Test
  void nextRunShouldStartWhenARunFails() throws Exception {
    List<Supplier<Future<Void>>> failures =
        List.of(
            () -> Future.failedFuture(new IllegalStateException("failed on purpose")),
            () -> {
              throw new IllegalStateException("thrown on purpose");
            },
            () -> {
              throw new StackOverflowError("thrown on purpose");
            },
            () -> null);
    AtomicInteger number = new AtomicInteger();
    start(
        SOON,
        () -> {
          int run = number.getAndIncrement();
          return run < failures.size() ? failures.get(run).get() : pendingRun();
        });
    nextRun();
    assertThat(number).hasValue(failures.size() + 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stopShouldCompleteWhenTheCurrentRunHasEndedAndPreventOthers(boolean fails) throws Exception {
    RepeatingTask target = startPendingRuns();
    Promise<Void> run = nextRun();
    Future<Void> stopped = onContext(target::stop);
    waitUntilLater();
    assertThat(stopped.isComplete()).isFalse();
    run.complete(null, fails ? new IllegalStateException("failed on purpose") : null);
    stopped.await(30, TimeUnit.SECONDS);
    waitUntilLater();
    assertThat(runs).isEmpty();
  }

  @Test
  void cancelShouldPreventRunsWithoutWaitingForTheCurrentOne() throws Exception {
    RepeatingTask target = startPendingRuns();
    Promise<Void> run = nextRun();
    context.runOnContext(v -> target.cancel());
    context.runOnContext(
        v -> RepeatingTask.start(vertx, "x", SOON, SOON, this::pendingRun).cancel());
    run.complete();
    waitUntilLater();
    assertThat(runs).isEmpty();
  }

  @Test
  void runsShouldStayOnTheContextWithNewCorrelationIdsWhenWorkEndsElsewhere() throws Exception {
    List<Context> contexts = new CopyOnWriteArrayList<>();
    List<String> ids = new CopyOnWriteArrayList<>();
    start(
        SOON,
        () -> {
          contexts.add(((ContextInternal) vertx.getOrCreateContext()).unwrap());
          ids.add(Correlation.current());
          return pendingRun();
        });

    for (int i = 0; i < 3; i++) {
      nextRun().complete();
    }
    nextRun();

    assertThat(contexts).hasSize(4).containsOnly(context);
    assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
  }
}
