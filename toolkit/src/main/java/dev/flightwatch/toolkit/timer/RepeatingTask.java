package dev.flightwatch.toolkit.timer;

import static java.util.Objects.requireNonNull;

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
 * Work that is done again and again. The wait begins when a run has ended, so runs never overlap;
 * each wait is drawn between 0.9 and 1.1 of the interval, so that replicas drift apart. A run that
 * fails is logged, and the next one comes all the same.
 *
 * <p>Belongs to the context that started it, and is not for other threads.
 */
public final class RepeatingTask {
  private static final Logger log = LoggerFactory.getLogger(RepeatingTask.class);
  private static final double JITTER = 0.1;

  private final Vertx vertx;
  private final ContextInternal home;
  private final String name;
  private final Duration interval;
  private final Supplier<? extends Future<?>> work;
  private Future<Void> running = Future.succeededFuture();
  private long timer = -1;
  private boolean stopped;

  private RepeatingTask(
      Vertx vertx, String name, Duration interval, Supplier<? extends Future<?>> work) {
    this.vertx = requireNonNull(vertx);
    this.home = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    this.name = requireNonNull(name);
    this.interval = requireNonNull(interval);
    this.work = requireNonNull(work);
  }

  /** Starts the task; its first run comes after {@code firstDelay}. */
  public static RepeatingTask start(
      Vertx vertx,
      String name,
      Duration firstDelay,
      Duration interval,
      Supplier<? extends Future<?>> work) {
    RepeatingTask task = new RepeatingTask(vertx, name, interval, work);
    task.arm(firstDelay.toMillis());
    return task;
  }

  private void arm(long delayMillis) {
    timer = vertx.setTimer(Math.max(1, delayMillis), id -> run());
  }

  private void run() {
    // Work may end on any thread; a promise of the home context brings it back.
    Promise<Void> ended = home.promise();
    running = ended.future().onComplete(v -> rearm());
    Correlation.begin(
        vertx,
        () ->
            attempt()
                .onFailure(failure -> log.warn("{} failed: {}", name, failure.toString()))
                .onComplete(result -> ended.complete()));
  }

  private Future<Void> attempt() {
    return Future.succeededFuture().compose(v -> work.get().mapEmpty());
  }

  private void rearm() {
    if (!stopped) {
      arm(jittered());
    }
  }

  private long jittered() {
    double factor = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
    return (long) (interval.toMillis() * factor);
  }

  /** Starts no further run, and does not wait for the one that is under way. */
  public void cancel() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  /** Starts no further run; completes when the one that is under way has ended. */
  public Future<Void> stop() {
    cancel();
    return running;
  }
}
