package dev.flightwatch.standalone.races;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Where an operation can be held while others run. */
interface Steps {
  <T> Future<T> step(String name, Supplier<Future<T>> call);

  /** Nothing is held. */
  static Steps free() {
    return new Steps() {
      @Override
      public <T> Future<T> step(String name, Supplier<Future<T>> call) {
        return call.get();
      }
    };
  }
}
