package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Says when requests are due, at a constant rate. A thread of its own, since timers of an event
 * loop are no finer than a millisecond, which is longer than a request takes.
 */
final class Pace {
  private final double nanosOfOne;
  private final long count;
  private final List<OpenLoop> loops;

  Pace(double perSecond, Duration time, List<OpenLoop> loops) {
    this.nanosOfOne = 1e9 / perSecond;
    this.count = Math.max(1, Math.round(perSecond * time.toNanos() / 1e9));
    this.loops = List.copyOf(loops);
  }

  /** What each loop gives in the end. */
  List<Future<LatencyCounts>> begin() {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              send();
              sent.complete(null);
            },
            "pace");
    thread.setDaemon(true);
    thread.start();
    return loops.stream()
        .map(loop -> Future.fromCompletionStage(sent).compose(v -> loop.end()))
        .toList();
  }

  private void send() {
    long begin = System.nanoTime();
    for (long i = 0; i < count; i++) {
      long due = begin + (long) (i * nanosOfOne);
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      loops.get((int) (i % loops.size())).due(due);
    }
  }
}
