package dev.flightwatch.toolkit.idempotency;

import dev.flightwatch.testkit.EmbeddedRedis;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Store options for the Redis server of a test. */
public final class RedisTestOptions {
  private RedisTestOptions() {}

  /** Returns options for the port of a server, or of a proxy. */
  public static RedisStoreOptions by(int port) {
    return within(Duration.ofMillis(250), port);
  }

  static RedisStoreOptions within(Duration timeout, int port) {
    return new RedisStoreOptions(
        new RedisAddress(URI.create(EmbeddedRedis.url(port))), "test:", timeout, Optional.empty());
  }
}
