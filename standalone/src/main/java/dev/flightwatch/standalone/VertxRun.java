package dev.flightwatch.standalone;

import dev.flightwatch.toolkit.launch.GracefulStop;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import java.time.Duration;

/**
 * Vert.x's own launcher with this project's manners: one line for a failure, exit code 1, and 0
 * after a stop in good order. What {@code bin/vertx run} starts.
 */
public final class VertxRun extends VertxApplication implements VertxApplicationHooks {
  private static final Duration STOP_BOUND = Duration.ofSeconds(30);

  private VertxRun(String[] args) {
    super(args, null, false, false);
  }

  public static void main(String[] args) {
    if (new VertxRun(args).launch() != 0) {
      StartFailure.exit();
    }
  }

  @Override
  public void afterVertxStarted(HookContext context) {
    GracefulStop.install(
        STOP_BOUND, () -> context.vertx().close().toCompletionStage().toCompletableFuture());
  }

  @Override
  public void afterFailureToDeployVerticle(HookContext context, Throwable failure) {
    StartFailure.print(
        failure == null ? new IllegalStateException("It took too long to start.") : failure);
  }
}
