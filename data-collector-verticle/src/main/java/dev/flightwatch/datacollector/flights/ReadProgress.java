package dev.flightwatch.datacollector.flights;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Up to when airports have really been read. */
public interface ReadProgress {

  /**
   * The end of the last window that was read, by airport; airports that never were are not in it.
   * Fails with {@code UNAVAILABLE} when the database is away.
   */
  Future<Map<String, Instant>> readUntil(Collection<String> airports);
}
