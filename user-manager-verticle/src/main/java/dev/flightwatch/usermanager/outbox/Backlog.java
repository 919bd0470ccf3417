package dev.flightwatch.usermanager.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What the data collector has not confirmed.
 *
 * @param pending how many deletions
 * @param oldest the age of the oldest of them; zero when there is none
 */
public record Backlog(long pending, Duration oldest) {
  public Backlog {
    requireNonNull(oldest);
  }
}
