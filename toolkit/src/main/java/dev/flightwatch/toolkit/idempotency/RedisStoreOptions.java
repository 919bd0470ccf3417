package dev.flightwatch.toolkit.idempotency;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Options of a store in Redis.
 *
 * @param prefix prefix of all keys, so that several systems can share one Redis
 * @param timeout timeout of one call, including the wait for a connection
 * @param trustedCa PEM file of the CA of a TLS server; empty: the CAs that Java trusts
 */
public record RedisStoreOptions(
    RedisAddress address, String prefix, Duration timeout, Optional<Path> trustedCa) {}
