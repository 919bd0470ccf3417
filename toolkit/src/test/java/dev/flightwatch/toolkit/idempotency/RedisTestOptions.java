package dev.flightwatch.toolkit.idempotency;

import dev.flightwatch.testkit.EmbeddedRedis;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Store options for the Redis server of a test. */
public final class RedisTestOptions {
  private RedisTestOptions() {}

  public static RedisStoreOptions of(EmbeddedRedis redis) {
    return by(redis.port());
  }

  /** Returns options for another port, such as that of a proxy. */
  public static RedisStoreOptions by(int port) {
    return new RedisStoreOptions(
        RedisAddress.of(URI.create(EmbeddedRedis.url(port))),
        "test:",
        Duration.ofMillis(250),
        4,
        1000,
        Optional.empty());
  }
}
