package dev.flightwatch.usermanager.outbox;

import java.time.Duration;

/**
 * How deletions are told again.
 *
 * @param claim how long a claimed deletion belongs to the process that claimed it
 * @param batch how many are told at once
 * @param backoff the wait after the first refusal, doubled with each one more
 * @param maxBackoff the longest wait after a refusal
 * @param probe the wait between attempts while the data collector cannot be reached
 */
public record RelayTimes(
    Duration claim, int batch, Duration backoff, Duration maxBackoff, Duration probe) {
  Duration afterRefusals(int refusals) {
    int doublings = Math.min(refusals - 1, 20);
    Duration wait = backoff.multipliedBy(1L << Math.max(0, doublings));
    return wait.compareTo(maxBackoff) < 0 ? wait : maxBackoff;
  }
}
