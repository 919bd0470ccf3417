package dev.flightwatch.datacollector.flights;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** The time up to which each airport has been read from OpenSky. */
public interface ReadProgress {
  /**
   * Returns the end of the last window that was read, by airport. Airports that were never read are
   * absent. Fails with {@code UNAVAILABLE} when the database is unavailable.
   */
  Future<Map<AirportCode, Instant>> readUntil(Collection<AirportCode> airports);
}
