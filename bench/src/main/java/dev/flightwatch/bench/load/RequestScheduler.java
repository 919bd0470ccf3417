package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests at a constant rate. It uses its own thread, because the timers of an event loop
 * have a resolution of a millisecond, which is longer than a request takes.
 */
final class RequestScheduler {
  private final double nanosPerRequest;
  private final long count;
  private final List<OpenLoop> loops;

  RequestScheduler(double perSecond, Duration time, List<OpenLoop> loops) {
    this.nanosPerRequest = 1e9 / perSecond;
    this.count = Math.max(1, Math.round(perSecond * time.toNanos() / 1e9));
    this.loops = List.copyOf(loops);
  }

  /** Starts, and returns the result of each loop. */
  List<Future<LatencyCounts>> start() {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              send();
              sent.complete(null);
            },
            "request-scheduler");
    thread.setDaemon(true);
    thread.start();
    return loops.stream()
        .map(loop -> Future.fromCompletionStage(sent).compose(v -> loop.end()))
        .toList();
  }

  private void send() {
    long start = System.nanoTime();
    for (long i = 0; i < count; i++) {
      long due = start + (long) (i * nanosPerRequest);
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      loops.get((int) (i % loops.size())).send(due);
    }
  }
}
