package dev.flightwatch.bench.row;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits on the main thread, which has nothing else to do. */
final class Await {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Await() {}

  static <T> T result(Future<T> future) throws Exception {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
