package dev.flightwatch.datacollector.flights;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/** What has been read from OpenSky about each airport. */
public interface ReadProgress {
  /**
   * Returns the state by airport, of one direction. Airports that were never collected are absent.
   * Fails with {@code UNAVAILABLE} when the database is unavailable.
   */
  Future<Map<AirportCode, ReadState>> readStates(
      Direction direction, Collection<AirportCode> airports);
}
