package dev.flightwatch.usermanager.users;

import io.vertx.core.Future;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Lets in as many requests that need a password hashed as may wait for it, and turns the others
 * away before they cost the store anything. Belongs to one event loop.
 */
final class Admission {
  private final IntSupplier places;
  private int taken;

  Admission(IntSupplier places) {
    this.places = places;
  }

  <T> Future<T> admit(Supplier<Future<T>> work) {
    if (taken >= places.getAsInt()) {
      return Future.failedFuture(PasswordHasher.overloaded());
    }
    taken++;
    return work.get().onComplete(done -> taken--);
  }
}
