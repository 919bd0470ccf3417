package dev.flightwatch.datacollector.interests;

import dev.flightwatch.datacollector.flights.AirportCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/**
 * The marks of the followed airports, which the collection reads. A follow marks its airport before
 * and after it is stored; {@link FollowedAirportsScan} clears the marks of airports that nobody
 * follows. All operations fail with {@code UNAVAILABLE} when the database is unavailable or exceeds
 * its deadline.
 */
public interface FollowedAirports {
  /**
   * A mark.
   *
   * @param version number of times that the airport was marked
   * @param isNew whether the airport was not marked before
   */
  record Mark(long version, boolean isNew) {}

  /** Marks an airport as followed. */
  Future<Mark> mark(AirportCode airport, Instant now);

  /** Whether an airport is marked. */
  Future<Boolean> isMarked(AirportCode airport);

  /**
   * Returns the versions of the next marks, in the order of the airports' codes.
   *
   * @param after the last code of the previous page; the empty string for the first page
   */
  Future<Map<AirportCode, Long>> marked(String after, int limit);

  /** Clears a mark unless the airport was marked again since; returns whether it was cleared. */
  Future<Boolean> clear(AirportCode airport, long version);
}
