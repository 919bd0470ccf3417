package dev.flightwatch.usermanager.postgres;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The time that one request may spend waiting for the database, shared by all its statements. Time
 * that the request spends elsewhere does not count. Belongs to one event loop.
 */
final class TimeBudget {
  private long remainingNanos;

  TimeBudget(Duration total) {
    remainingNanos = total.toNanos();
  }

  /** Runs work; fails with a {@code TimeoutException} when the budget ends before the work. */
  <T> Future<T> run(Supplier<Future<T>> work) {
    long start = System.nanoTime();
    return work.get()
        .timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(remainingNanos)), TimeUnit.MILLISECONDS)
        .onComplete(done -> remainingNanos -= System.nanoTime() - start);
  }
}
