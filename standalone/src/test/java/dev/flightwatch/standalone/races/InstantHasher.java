package dev.flightwatch.standalone.races;

import dev.flightwatch.usermanager.users.HashPart;
import dev.flightwatch.usermanager.users.HashTurn;
import dev.flightwatch.usermanager.users.PasswordHasher;
import io.vertx.core.Future;

/** Stores passwords in plain text, without delay. */
final class InstantHasher implements PasswordHasher {
  @Override
  public Future<String> hash(HashTurn turn, String password) {
    return Future.succeededFuture("hash of " + password);
  }

  @Override
  public Future<Boolean> verify(HashTurn turn, String password, String hash) {
    return Future.succeededFuture(hash.equals("hash of " + password));
  }

  @Override
  public String hashOfNoPassword() {
    return "no hash";
  }

  @Override
  public int capacity(HashPart part) {
    return 100;
  }
}
