package dev.flightwatch.bench.floor;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.function.Function;

/** Runs the same server once an event loop, one a core, as our doors do. */
final class Loops {
  private Loops() {}

  static Future<String> each(Vertx vertx, Function<Vertx, Future<?>> server) {
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

  /** Tells whoever started this program that it is ready, or why it never will be. */
  static void announce(Future<?> started) {
    started.onComplete(
        v -> System.out.println("ready"),
        failure -> {
          System.out.println("cannot start: " + failure);
          Runtime.getRuntime().halt(1);
        });
  }
}
