package dev.flightwatch.toolkit.launch;

import static java.util.Objects.requireNonNull;

import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/**
 * A verticle to deploy.
 *
 * @param verticle makes one instance
 * @param instances how many
 */
public record Deployment(Supplier<? extends VerticleBase> verticle, int instances) {
  public Deployment {
    requireNonNull(verticle);
    if (instances < 1) {
      throw new IllegalArgumentException("instances must be positive");
    }
  }

  /** An owner: one instance a process. */
  public static Deployment owner(Supplier<? extends VerticleBase> verticle) {
    return new Deployment(verticle, 1);
  }

  /** A door: as many instances as are given. */
  public static Deployment door(Supplier<? extends VerticleBase> verticle, int instances) {
    return new Deployment(verticle, instances);
  }
}
