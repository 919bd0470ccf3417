package dev.flightwatch.toolkit.launch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A process that waits for SIGTERM and then stops in the way of its first argument. */
final class StoppableProcess {
  private StoppableProcess() {}

  public static void main(String[] args) throws InterruptedException {
    GracefulStop.install(
        Duration.ofMillis(Integer.parseInt(args[1])),
        () -> {
          System.out.println("stopping");
          return StopKind.valueOf(args[0]).stop.get();
        });
    System.out.println("ready");
    new CountDownLatch(1).await();
  }

  enum StopKind {
    QUICK(() -> CompletableFuture.runAsync(() -> System.out.println("stopped"))),
    ENDLESS(CompletableFuture::new),
    FAILING(() -> CompletableFuture.failedFuture(new IllegalStateException("on purpose")));

    private final Supplier<CompletableFuture<?>> stop;

    StopKind(Supplier<CompletableFuture<?>> stop) {
      this.stop = stop;
    }
  }
}
