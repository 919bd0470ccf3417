package dev.flightwatch.usermanager.outbox;

import java.time.Duration;

/**
 * Durations of the relay of deletions to the data collector.
 *
 * @param claim how long a claimed deletion is reserved for the process that claimed it
 * @param batch maximum number of deletions relayed concurrently
 * @param backoff pause after the first refusal, doubled with each further one
 * @param maxBackoff longest pause after a refusal
 * @param probe pause between attempts while the data collector is unreachable
 */
public record RelayTimes(
    Duration claim, int batch, Duration backoff, Duration maxBackoff, Duration probe) {
  /** Longer than a gRPC call with its retries. */
  public static final Duration CLAIM = Duration.ofSeconds(10);

  /** Returns durations with the constants of production, for an interval between sweeps. */
  public static RelayTimes of(Duration sweep) {
    return new RelayTimes(
        CLAIM, 20, sweep, Duration.ofMinutes(5), sweep.multipliedBy(5).dividedBy(2));
  }

  Duration afterRefusals(int refusals) {
    Duration wait = backoff.multipliedBy(1L << Math.min(refusals - 1, 20));
    return wait.compareTo(maxBackoff) < 0 ? wait : maxBackoff;
  }
}
