package dev.flightwatch.usermanager.outbox;

import java.time.Duration;

/**
 * The deletions that the data collector has not confirmed.
 *
 * @param pending their number
 * @param oldest age of the oldest; zero when there is none
 */
public record Backlog(long pending, Duration oldest) {}
