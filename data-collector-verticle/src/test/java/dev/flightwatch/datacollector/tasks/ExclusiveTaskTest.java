package dev.flightwatch.datacollector.tasks;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flightwatch.testkit.SettableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExclusiveTaskTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Vertx vertx = Vertx.vertx();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-10T12:00:00Z"));
  private final TaskLeaseStore leases = new MemoryTaskLeaseStore();
  private final List<BooleanSupplier> runs = new ArrayList<>();
  private final ExclusiveTask here = new ExclusiveTask(vertx, leases, "sweep", HOUR, clock);
  private final ExclusiveTask there = new ExclusiveTask(vertx, leases, "sweep", HOUR, clock);

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private Future<Boolean> start(ExclusiveTask task, Future<?> work) {
    return on(
        vertx.getOrCreateContext(),
        () ->
            task.run(
                isHeld -> {
                  runs.add(isHeld);
                  return work;
                }));
  }

  private boolean run(ExclusiveTask task) {
    return await(start(task, Future.succeededFuture()));
  }

  @Test
  void runShouldDoNothingWhileAnotherReplicaRunsTheTask() {
    // given
    Promise<Void> work = Promise.promise();
    Future<Boolean> first = start(here, work.future());

    // then
    assertThat(run(there)).isFalse();
    work.complete();
    assertThat(await(first)).isTrue();
    assertThat(runs).hasSize(1);
  }

  @Test
  void runShouldDoNothingUntilMostOfTheIntervalHasPassed() {
    // given
    run(here);

    // then
    clock.advance(Duration.ofMinutes(48).minusMillis(1));
    assertThat(run(there)).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(run(there)).isTrue();
  }

  @Test
  void runShouldBeRepeatedAtOnceWhenItFailed() {
    // when
    Throwable failure =
        catchThrowable(() -> await(start(here, Future.failedFuture(new AssertionError("x")))));

    // then
    assertThat(failure).hasMessage("x");
    assertThat(run(there)).isTrue();
  }

  @Test
  void runShouldNotBeHeldWhenItsLeaseHasExpired() {
    // given
    Promise<Void> work = Promise.promise();
    Future<Boolean> suspended = start(here, work.future());
    assertThat(run(there)).isFalse();
    boolean before = runs.get(0).getAsBoolean();

    // when
    clock.advance(ExclusiveTask.LEASE.plusMillis(1));

    // then
    assertThat(before).isTrue();
    assertThat(runs.get(0).getAsBoolean()).isFalse();
    assertThat(run(there)).isTrue();
    work.complete();
    await(suspended);
    assertThat(run(here)).as("the late release changes nothing").isFalse();
  }
}
