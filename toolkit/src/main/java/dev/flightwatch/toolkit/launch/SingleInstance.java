package dev.flightwatch.toolkit.launch;

import io.vertx.core.Context;

/** Some verticles exist once a process. */
public final class SingleInstance {
  private SingleInstance() {}

  /**
   * Refuses to be one of several.
   *
   * @param instead the key that gives more instances where they are of use
   * @throws IllegalStateException that says why
   */
  public static void require(Context context, String verticle, String instead) {
    if (context.getInstanceCount() > 1) {
      throw new IllegalStateException(
          verticle
              + " runs once a process: it owns what the doors share. Raise "
              + instead
              + " instead of its own instances.");
    }
  }
}
