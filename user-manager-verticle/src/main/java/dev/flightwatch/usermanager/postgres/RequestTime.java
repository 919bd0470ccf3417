package dev.flightwatch.usermanager.postgres;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How long one request may still wait for the database, over all that it asks of it. Belongs to one
 * event loop.
 */
final class RequestTime {
  private long leftNanos;

  RequestTime(Duration all) {
    leftNanos = all.toNanos();
  }

  /** Fails with a {@code TimeoutException} when the time is over before the work has ended. */
  <T> Future<T> spend(Supplier<Future<T>> work) {
    long start = System.nanoTime();
    return work.get()
        .timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNanos)), TimeUnit.MILLISECONDS)
        .onComplete(done -> leftNanos -= System.nanoTime() - start);
  }
}
