package dev.flightwatch.toolkit.idempotency;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How answers are kept in a Redis.
 *
 * @param prefix what every key begins with, so that several systems can share one Redis
 * @param timeout how long one call may take, waiting for a connection included
 * @param connections how many connections there are at most
 * @param queueSize how many calls may wait for a connection
 * @param trusted the PEM file of who is trusted to vouch for a Redis over TLS; empty: those that
 *     Java trusts
 */
public record RedisStoreOptions(
    RedisAddress address,
    String prefix,
    Duration timeout,
    int connections,
    int queueSize,
    Optional<Path> trusted) {
  public RedisStoreOptions {
    requireNonNull(address);
    requireNonNull(prefix);
    requireNonNull(timeout);
    requireNonNull(trusted);
  }

  /** With the trust that Java has. */
  public RedisStoreOptions(
      RedisAddress address, String prefix, Duration timeout, int connections, int queueSize) {
    this(address, prefix, timeout, connections, queueSize, Optional.empty());
  }
}
