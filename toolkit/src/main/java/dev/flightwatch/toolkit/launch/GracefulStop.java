package dev.flightwatch.toolkit.launch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a process in good order when it is told to end (SIGTERM, Ctrl-C). */
public final class GracefulStop {
  private static final Logger log = LoggerFactory.getLogger(GracefulStop.class);

  private GracefulStop() {}

  /**
   * Runs {@code stop} when the process is told to end; the exit code is 0 when it succeeded within
   * the bound, and 1 otherwise, whatever code {@link System#exit} was given: who has to end with
   * another one calls {@link Runtime#halt}.
   */
  public static void install(Duration bound, Supplier<CompletableFuture<?>> stop) {
    Runtime runtime = Runtime.getRuntime();
    runtime.addShutdownHook(
        new Thread(() -> runtime.halt(runs(bound, stop) ? 0 : 1), "graceful-stop"));
  }

  private static boolean runs(Duration bound, Supplier<CompletableFuture<?>> stop) {
    try {
      stop.get().get(bound.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      log.error("Not everything ended within {} s; what is left is cut off", bound.toSeconds());
    } catch (ExecutionException e) {
      log.error("The stop failed", e.getCause());
    } catch (RuntimeException e) {
      log.error("The stop failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
