package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;

/** Decides whether responses of a server may be used. */
@FunctionalInterface
public interface OriginCheck {
  /**
   * Returns whether responses may be used.
   *
   * @param isEmulator whether the server says that it is an emulator
   */
  Future<Boolean> accepts(boolean isEmulator);
}
