package dev.flightwatch.toolkit.bus;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Something that is asked of its one owner, and answered.
 *
 * @param address {@code <service>.<noun>.<verb>}
 * @param question the record that is sent
 * @param answer the record that comes back
 * @param timeout how long the asker waits at most
 */
public record Command<Q extends Record, A extends Record>(
    String address, Class<Q> question, Class<A> answer, Duration timeout) {
  public Command {
    requireNonNull(address);
    requireNonNull(question);
    requireNonNull(answer);
    requireNonNull(timeout);
  }
}
