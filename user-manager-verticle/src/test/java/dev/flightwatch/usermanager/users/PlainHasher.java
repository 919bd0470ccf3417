package dev.flightwatch.usermanager.users;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Stores passwords in plain text and counts the calls; can be overloaded or slow. */
public final class PlainHasher implements PasswordHasher {
  public static final int CAPACITY = 30;

  public int hashes;
  public int verifications;
  public boolean overloaded;

  /** While set, hashes complete after it. */
  public Promise<Void> release;

  @Override
  public Future<String> hash(HashTurn turn, String password) {
    hashes++;
    return released().map("hash of " + password);
  }

  @Override
  public Future<Boolean> verify(HashTurn turn, String password, String hash) {
    verifications++;
    return released().map(hash.equals("hash of " + password));
  }

  @Override
  public String hashOfNoPassword() {
    return "no hash";
  }

  private Future<Void> released() {
    if (overloaded) {
      return Future.failedFuture(PasswordHasher.overloaded());
    }
    return release == null ? Future.succeededFuture() : release.future();
  }

  @Override
  public int capacity(HashPart part) {
    return CAPACITY;
  }
}
