package dev.flightwatch.toolkit.launch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops a process gracefully on SIGTERM or Ctrl-C. */
public final class GracefulStop {
  private static final Logger log = LoggerFactory.getLogger(GracefulStop.class);

  private GracefulStop() {}

  /**
   * Installs a shutdown hook that runs {@code stop}. The exit code is 0 when it succeeds within the
   * timeout and 1 otherwise, also after {@link System#exit} with another code; {@link Runtime#halt}
   * exits with any code.
   */
  public static void install(Duration timeout, Supplier<CompletableFuture<?>> stop) {
    Runtime runtime = Runtime.getRuntime();
    runtime.addShutdownHook(
        new Thread(() -> runtime.halt(succeeds(timeout, stop) ? 0 : 1), "graceful-stop"));
  }

  private static boolean succeeds(Duration timeout, Supplier<CompletableFuture<?>> stop) {
    try {
      stop.get().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      ClassArchive.write();
      return true;
    } catch (TimeoutException e) {
      log.error("The stop did not finish within {} s; the rest is aborted", timeout.toSeconds());
    } catch (Exception e) {
      log.error("The stop failed", e);
    }
    return false;
  }
}
