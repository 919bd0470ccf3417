package dev.flightwatch.usermanager.users;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Durations and sizes of the rules on users.
 *
 * @param requestTtl how long the record of a registration request is kept
 * @param relayDelay how long a new deletion is left to the process that made it, before any process
 *     may relay it to the data collector
 * @param sweepInterval interval between deletions of expired request records
 * @param sweepBatch maximum number of request records deleted by one statement
 * @param rememberedRepeats number of registrations whose repeats are verified without a slow hash
 */
public record UserServiceOptions(
    Duration requestTtl,
    Duration relayDelay,
    Duration sweepInterval,
    int sweepBatch,
    int rememberedRepeats) {
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);
  private static final int SWEEP_BATCH = 1_000;
  private static final int REMEMBERED_REPEATS = 10_000;

  public UserServiceOptions {
    requireNonNull(requestTtl);
    requireNonNull(relayDelay);
    requireNonNull(sweepInterval);
  }

  /** Returns options with the constants of production. */
  public static UserServiceOptions of(Duration requestTtl, Duration relayDelay) {
    return new UserServiceOptions(
        requestTtl, relayDelay, SWEEP_INTERVAL, SWEEP_BATCH, REMEMBERED_REPEATS);
  }
}
