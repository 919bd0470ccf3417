package dev.flightwatch.toolkit.launch;

import io.vertx.core.Context;

/** A check for verticles that run once per process. */
public final class SingleInstance {
  private SingleInstance() {}

  /**
   * Fails when the verticle is deployed with several instances.
   *
   * @param alternative the setting to raise instead
   * @throws IllegalStateException naming the alternative
   */
  public static void require(Context context, String verticle, String alternative) {
    if (context.getInstanceCount() > 1) {
      throw new IllegalStateException(
          "%s runs once per process, because its state is shared. Raise %s instead of its instances."
              .formatted(verticle, alternative));
    }
  }
}
