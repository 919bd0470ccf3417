package dev.flightwatch.usermanager.users;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Hashes nothing, counts, and can be full or slow. */
final class PlainHasher implements PasswordHasher {
  static final int CAPACITY = 30;

  int hashes;
  int verifications;
  boolean full;

  /** While set, hashes wait for it. */
  Promise<Void> gate;

  @Override
  public Future<String> hash(String password) {
    hashes++;
    return full ? overloaded() : waited().map("hash of " + password);
  }

  @Override
  public Future<Boolean> verify(String password, String hash) {
    verifications++;
    return full ? overloaded() : waited().map(hash.equals("hash of " + password));
  }

  private Future<Void> waited() {
    return gate == null ? Future.succeededFuture() : gate.future();
  }

  private static <T> Future<T> overloaded() {
    return Future.failedFuture(PasswordHasher.overloaded());
  }

  @Override
  public int capacity() {
    return CAPACITY;
  }
}
