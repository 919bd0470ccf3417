package dev.flightwatch.toolkit.launch;

import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/**
 * A verticle to deploy.
 *
 * @param verticle creates one instance
 * @param instances number of instances, at least 1
 */
public record Deployment(Supplier<? extends VerticleBase> verticle, int instances) {
  /** A service verticle: one instance per process. */
  public static Deployment service(Supplier<? extends VerticleBase> verticle) {
    return new Deployment(verticle, 1);
  }
}
