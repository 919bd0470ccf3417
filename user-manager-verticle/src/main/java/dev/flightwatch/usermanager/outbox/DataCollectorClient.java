package dev.flightwatch.usermanager.outbox;

import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;

/** A client of the data collector. */
public interface DataCollectorClient {
  /**
   * Removes the data of a deleted user. Safe to repeat. Fails with {@code UNAVAILABLE} or {@code
   * TIMEOUT} when the data collector cannot be reached, and with another kind when it reports an
   * error.
   *
   * @return false when the data collector refused
   */
  Future<Boolean> deleteData(Deletion deletion);
}
