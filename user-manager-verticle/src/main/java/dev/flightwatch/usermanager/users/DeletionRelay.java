package dev.flightwatch.usermanager.users;

import io.vertx.core.Future;

/** Delivers deletions to the data collector until it confirms them. */
public interface DeletionRelay {
  /**
   * Delivers a deletion that is in the outbox now. Never fails.
   *
   * @return true when the data collector has confirmed it, false when it will be delivered again
   */
  Future<Boolean> deliver(Deletion deletion);
}
