package dev.flightwatch.bench.scenario;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for futures on the main thread. */
final class BlockingFutures {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private BlockingFutures() {}

  static <T> T await(Future<T> future) throws Exception {
    return future.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }
}
