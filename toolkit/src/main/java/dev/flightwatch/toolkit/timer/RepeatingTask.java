package dev.flightwatch.toolkit.timer;

import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that repeats at an interval. The interval starts when a run has ended, so runs never
 * overlap. It varies randomly between 0.9 and 1.1 of the given length, so that replicas do not run
 * in step. A failed run is logged and does not end the repetition.
 *
 * <p>Not thread-safe: all methods must be called on the context that started the task.
 */
public final class RepeatingTask {
  private static final Logger log = LoggerFactory.getLogger(RepeatingTask.class);
  private final ContextInternal context;
  private final String name;
  private final Duration interval;
  private final Supplier<? extends Future<?>> work;
  private Future<Void> currentRun = Future.succeededFuture();
  private long timer = -1;
  private boolean stopped;

  private RepeatingTask(
      Vertx vertx, String name, Duration interval, Supplier<? extends Future<?>> work) {
    this.context = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    this.name = name;
    this.interval = interval;
    this.work = work;
  }

  /** Starts the task on the current context; the first run starts after {@code firstDelay}. */
  public static RepeatingTask start(
      Vertx vertx,
      String name,
      Duration firstDelay,
      Duration interval,
      Supplier<? extends Future<?>> work) {
    RepeatingTask task = new RepeatingTask(vertx, name, interval, work);
    task.schedule(firstDelay.toMillis());
    return task;
  }

  private void schedule(long delayMillis) {
    timer = context.owner().setTimer(Math.max(1, delayMillis), id -> run());
  }

  private void run() {
    // The work may end on any thread; a promise of the context returns to it.
    Promise<Void> ended = context.promise();
    currentRun = ended.future().onComplete(v -> scheduleNext());
    Correlation.begin(
        context.owner(),
        () ->
            attempt()
                .onFailure(failure -> log.warn("{} failed: {}", name, failure.toString()))
                .onComplete(result -> ended.complete()));
  }

  private Future<Void> attempt() {
    return Future.succeededFuture().compose(v -> work.get().mapEmpty());
  }

  private void scheduleNext() {
    if (!stopped) {
      double factor = ThreadLocalRandom.current().nextDouble(0.9, 1.1);
      schedule((long) (interval.toMillis() * factor));
    }
  }

  /** Prevents further runs without waiting for the current one. */
  public void cancel() {
    stopped = true;
    context.owner().cancelTimer(timer);
  }

  /** Prevents further runs; completes when the current one has ended. */
  public Future<Void> stop() {
    cancel();
    return currentRun;
  }
}
