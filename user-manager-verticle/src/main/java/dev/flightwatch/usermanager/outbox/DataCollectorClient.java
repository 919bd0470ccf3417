package dev.flightwatch.usermanager.outbox;

import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;

/** The data collector, as far as deletions concern it. */
public interface DataCollectorClient {
  /**
   * Asks it to remove all that it keeps of a deleted user. True when it has, false when it refused.
   * Fails with {@code UNAVAILABLE} or {@code TIMEOUT} when it cannot be reached, with another kind
   * when it refused with an error. Safe to repeat.
   */
  Future<Boolean> deleteData(Deletion deletion);
}
