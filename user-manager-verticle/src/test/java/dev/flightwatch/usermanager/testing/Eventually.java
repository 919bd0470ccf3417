package dev.flightwatch.usermanager.testing;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what comes by itself, with a bound. */
public final class Eventually {
  private static final int ROUNDS = 200;

  private Eventually() {}

  /** Fails when the claim is not true within ten seconds or so. */
  public static void holds(Vertx vertx, BooleanSupplier claim) {
    for (int round = 0; round < ROUNDS && !claim.getAsBoolean(); round++) {
      vertx.timer(50, TimeUnit.MILLISECONDS).await();
    }
    if (!claim.getAsBoolean()) {
      throw new AssertionError("it did not come true in time");
    }
  }
}
