package dev.flightwatch.datacollector.tasks;

import java.time.Instant;

/**
 * A lease on a task.
 *
 * @param holder unique to one run, so that no other run mistakes the lease for its own
 * @param until when the lease expires
 */
public record TaskLease(String task, String holder, Instant until) {
  TaskLease until(Instant newUntil) {
    return new TaskLease(task, holder, newUntil);
  }
}
