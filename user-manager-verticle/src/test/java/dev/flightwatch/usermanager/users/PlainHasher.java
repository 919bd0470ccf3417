package dev.flightwatch.usermanager.users;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Stores passwords in plain text and counts the calls; can be overloaded or slow. */
final class PlainHasher implements PasswordHasher {
  static final int CAPACITY = 30;

  int hashes;
  int verifications;
  boolean overloaded;

  /** While set, hashes complete after it. */
  Promise<Void> release;

  @Override
  public Future<String> hash(String password) {
    hashes++;
    return released().map("hash of " + password);
  }

  @Override
  public Future<Boolean> verify(String password, String hash) {
    verifications++;
    return released().map(hash.equals("hash of " + password));
  }

  private Future<Void> released() {
    if (overloaded) {
      return Future.failedFuture(PasswordHasher.overloaded());
    }
    return release == null ? Future.succeededFuture() : release.future();
  }

  @Override
  public int capacity() {
    return CAPACITY;
  }
}
