package dev.flightwatch.bench.floor;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.function.Function;

/** Runs one instance of a server per core, each on its own event loop, as the services do. */
final class PerCoreServers {
  private PerCoreServers() {}

  static Future<String> deploy(Vertx vertx, Function<Vertx, Future<?>> server) {
    int cores = Runtime.getRuntime().availableProcessors();
    return vertx.deployVerticle(
        () -> verticle(server), new DeploymentOptions().setInstances(cores));
  }

  private static Deployable verticle(Function<Vertx, Future<?>> server) {
    return new VerticleBase() {
      @Override
      public Future<?> start() {
        return server.apply(vertx);
      }
    };
  }

  /** Prints that the program is ready, or the reason why it cannot start. */
  static void announceReady(Future<?> started) {
    started.onComplete(
        v -> System.out.println("ready"),
        failure -> {
          System.out.println("cannot start: " + failure);
          Runtime.getRuntime().halt(1);
        });
  }
}
