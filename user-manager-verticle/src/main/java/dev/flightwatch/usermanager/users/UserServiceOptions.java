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
 * @param registrationsPerMinute new registrations of one client network in a minute
 */
public record UserServiceOptions(
    Duration requestTtl,
    Duration relayDelay,
    int sweepBatch,
    boolean registrationOpen,
    int registrationsPerMinute) {
  /** Returns options with the constants of production. */
  public static UserServiceOptions of(Duration requestTtl, Duration relayDelay) {
    return new UserServiceOptions(requestTtl, relayDelay, 1_000, true, 3_000);
  }

  /** Returns these options with other rules for the registration of new users. */
  public UserServiceOptions withRegistration(boolean open, int perMinute) {
    return new UserServiceOptions(requestTtl, relayDelay, sweepBatch, open, perMinute);
  }
}
