package dev.flightwatch.toolkit.launch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A process that does nothing until it is told to end, and then stops as its argument says. */
final class StoppableProcess {
  private StoppableProcess() {}

  public static void main(String[] words) throws InterruptedException {
    GracefulStop.install(
        Duration.ofMillis(Integer.parseInt(words[1])),
        () -> {
          System.out.println("stopping");
          return StopKind.valueOf(words[0]).stop.get();
        });
    System.out.println("ready");
    new CountDownLatch(1).await();
  }

  enum StopKind {
    QUICK(() -> CompletableFuture.runAsync(() -> System.out.println("stopped"))),
    ENDLESS(CompletableFuture::new),
    FAILING(() -> CompletableFuture.failedFuture(new IllegalStateException("on purpose"))),
    THROWING(
        () -> {
          throw new IllegalStateException("on purpose");
        }),
    CANCELLED(
        () -> {
          CompletableFuture<Void> stop = new CompletableFuture<>();
          stop.cancel(true);
          return stop;
        });

    private final Supplier<CompletableFuture<?>> stop;

    StopKind(Supplier<CompletableFuture<?>> stop) {
      this.stop = stop;
    }
  }
}
