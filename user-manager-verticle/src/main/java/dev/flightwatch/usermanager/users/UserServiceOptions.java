package dev.flightwatch.usermanager.users;

import java.time.Duration;

/**
 * Durations and sizes of the rules on users.
 *
 * @param requestTtl how long the record of a registration request is kept
 * @param relayDelay how long a new deletion is left to the process that made it, before any process
 *     may relay it to the data collector
 * @param sweepBatch maximum number of request records deleted by one statement
 * @param registrationOpen whether new users may register
 */
public record UserServiceOptions(
    Duration requestTtl, Duration relayDelay, int sweepBatch, boolean registrationOpen) {
  /** Returns options with the constants of production. */
  public static UserServiceOptions of(Duration requestTtl, Duration relayDelay) {
    return new UserServiceOptions(requestTtl, relayDelay, 1_000, true);
  }

  /** Returns these options with or without the registration of new users. */
  public UserServiceOptions withRegistrationOpen(boolean open) {
    return new UserServiceOptions(requestTtl, relayDelay, sweepBatch, open);
  }
}
