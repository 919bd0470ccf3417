package dev.flightwatch.toolkit.idempotency;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How answers are kept in a Redis.
 *
 * @param prefix what every key begins with, so that several systems can share one Redis
 * @param timeout how long one call may take, waiting for a connection included
 * @param connections how many connections there are at most
 * @param queueSize how many calls may wait for a connection
 */
public record RedisStoreOptions(
    RedisAddress address, String prefix, Duration timeout, int connections, int queueSize) {
  public RedisStoreOptions {
    requireNonNull(address);
    requireNonNull(prefix);
    requireNonNull(timeout);
  }
}
