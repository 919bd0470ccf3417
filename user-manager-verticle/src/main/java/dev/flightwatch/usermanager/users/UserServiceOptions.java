package dev.flightwatch.usermanager.users;

import java.time.Duration;

/**
 * Durations and sizes of the rules on users.
 *
 * @param requestTtl how long the record of a registration request is kept
 * @param relayDelay how long a new deletion is left to the process that made it, before any process
 *     may relay it to the data collector
 * @param sweepBatch maximum number of request records deleted by one statement
 */
public record UserServiceOptions(Duration requestTtl, Duration relayDelay, int sweepBatch) {
  /** Returns options with the constants of production. */
  public static UserServiceOptions of(Duration requestTtl, Duration relayDelay) {
    return new UserServiceOptions(requestTtl, relayDelay, 1_000);
  }
}
