package dev.flightwatch.standalone.races;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** The points at which an operation can be held while others run. */
interface Steps {
  <T> Future<T> step(String name, Supplier<Future<T>> call);

  /** Returns steps that are never held. */
  static Steps free() {
    return new Steps() {
      @Override
      public <T> Future<T> step(String name, Supplier<Future<T>> call) {
        return call.get();
      }
    };
  }
}
