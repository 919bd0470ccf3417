package dev.flightwatch.toolkit.launch;

import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;

/**
 * Vert.x's own launcher with this project's manners: one line for a failure, exit code 1, and 0
 * after a stop in good order. Takes a verticle's class and the options of {@code vertx run}.
 */
public final class VertxRun extends VertxApplication implements VertxApplicationHooks {
  private VertxRun(String[] args) {
    super(args, null, false, false);
  }

  public static void main(String[] args) {
    if (new VertxRun(args).launch() != 0) {
      StartFailure.exit();
    }
  }

  /** Comes when the process was told to end and all has ended; the JVM's own code would be 143. */
  @Override
  public void afterVertxStopped(HookContext context) {
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void afterFailureToStopVertx(HookContext context, Throwable failure) {
    Runtime.getRuntime().halt(1);
  }

  @Override
  public void afterFailureToDeployVerticle(HookContext context, Throwable failure) {
    StartFailure.print(
        failure == null
            ? new IllegalStateException("It took too long to start.")
            : failure instanceof ClassNotFoundException
                ? new IllegalStateException(
                    "There is no verticle class " + failure.getMessage() + ".")
                : failure);
  }
}
