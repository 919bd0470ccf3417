package dev.flightwatch.standalone.races;

import dev.flightwatch.usermanager.users.PasswordTries;
import dev.flightwatch.usermanager.users.PasswordTry;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/** Allows any number of tries. */
final class UnlimitedTries implements PasswordTries {
  @Override
  public Future<Map<String, Instant>> reserve(PasswordTry reserved) {
    return Future.succeededFuture(Map.of());
  }

  @Override
  public Future<Map<String, Instant>> findFull(PasswordTry asked) {
    return Future.succeededFuture(Map.of());
  }

  @Override
  public Future<Void> giveBack(PasswordTry reserved) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Integer> deleteResetBefore(Instant end, int limit) {
    return Future.succeededFuture(0);
  }
}
