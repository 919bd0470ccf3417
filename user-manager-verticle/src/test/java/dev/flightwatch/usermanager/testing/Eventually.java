package dev.flightwatch.usermanager.testing;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until a condition holds, with a bound. */
public final class Eventually {
  private static final int ROUNDS = 600;

  private Eventually() {}

  /** Fails when the condition does not hold within some thirty seconds. */
  public static void holds(Vertx vertx, BooleanSupplier condition) {
    for (int round = 0; round < ROUNDS && !condition.getAsBoolean(); round++) {
      vertx.timer(50, TimeUnit.MILLISECONDS).await();
    }
    if (!condition.getAsBoolean()) {
      throw new AssertionError("the condition did not hold in time");
    }
  }
}
