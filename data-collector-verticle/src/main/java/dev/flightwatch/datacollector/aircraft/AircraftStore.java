package dev.flightwatch.datacollector.aircraft;

import dev.flightwatch.datacollector.flights.AirportCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/**
 * A store, shared by all replicas, of the airports whose aircraft are watched. All operations fail
 * with {@code UNAVAILABLE} when the database is unavailable or exceeds its deadline.
 */
public interface AircraftStore {
  Future<Optional<WatchedAirport>> find(AirportCode airport);

  /** Stores when an airport is watched. */
  Future<Void> watch(AirportCode airport, Instant now);

  /** Returns the number of airports that were watched after an instant. */
  Future<Integer> countWatched(Instant after);

  /**
   * Claims a read of a watched airport, in one atomic step, if its latest read was claimed at
   * {@code before} or earlier; returns whether it was claimed.
   */
  Future<Boolean> claim(AirportCode airport, Instant before, Instant now);

  /** Stores what was read, unless there was a later claim than the one at {@code claimedAt}. */
  Future<Void> save(AirportCode airport, Instant claimedAt, Positions positions);

  /** Deletes the airports that were last watched before an instant; returns their number. */
  Future<Long> deleteWatchedBefore(Instant instant);
}
