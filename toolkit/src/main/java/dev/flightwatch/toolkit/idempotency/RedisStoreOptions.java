package dev.flightwatch.toolkit.idempotency;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Options of a store in Redis.
 *
 * @param prefix prefix of all keys, so that several systems can share one Redis
 * @param timeout timeout of one call, including the wait for a connection
 * @param connections maximum number of connections
 * @param queueSize maximum number of calls that wait for a connection
 * @param trustedCa PEM file of the CA of a TLS server; empty: the CAs that Java trusts
 */
public record RedisStoreOptions(
    RedisAddress address,
    String prefix,
    Duration timeout,
    int connections,
    int queueSize,
    Optional<Path> trustedCa) {
  private static final Duration TIMEOUT = Duration.ofMillis(250);
  private static final int CONNECTIONS = 8;
  private static final int QUEUE_SIZE = 4_096;

  public RedisStoreOptions {
    requireNonNull(address);
    requireNonNull(prefix);
    requireNonNull(timeout);
    requireNonNull(trustedCa);
  }

  /** Returns options with the constants of production. */
  public static RedisStoreOptions of(
      RedisAddress address, String prefix, Optional<Path> trustedCa) {
    return new RedisStoreOptions(address, prefix, TIMEOUT, CONNECTIONS, QUEUE_SIZE, trustedCa);
  }
}
