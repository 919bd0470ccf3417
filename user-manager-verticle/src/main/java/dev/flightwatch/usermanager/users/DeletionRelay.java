package dev.flightwatch.usermanager.users;

import io.vertx.core.Future;

/** Tells the data collector of deletions until it has confirmed them. */
public interface DeletionRelay {
  /**
   * Tells it now, of a deletion that is in the outbox. Never fails: true when it has confirmed,
   * false when it will be told again.
   */
  Future<Boolean> tell(Deletion deletion);
}
