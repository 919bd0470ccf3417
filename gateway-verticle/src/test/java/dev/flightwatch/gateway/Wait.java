package dev.flightwatch.gateway;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens on another thread. */
final class Wait {
  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(30);

  private Wait() {}

  static void until(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TIMEOUT;
    while (!condition.call()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within 30 s");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
