package dev.flightwatch.standalone.races;

import dev.flightwatch.usermanager.users.PasswordHasher;
import io.vertx.core.Future;

/** Stores passwords in plain text, without delay. */
final class InstantHasher implements PasswordHasher {
  @Override
  public Future<String> hash(String password) {
    return Future.succeededFuture("hash of " + password);
  }

  @Override
  public Future<Boolean> verify(String password, String hash) {
    return Future.succeededFuture(hash.equals("hash of " + password));
  }

  @Override
  public String hashOfNoPassword() {
    return "no hash";
  }

  @Override
  public int capacity() {
    return 100;
  }
}
