package dev.flightwatch.datacollector.coverage;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A store of day counts. All operations fail with {@code UNAVAILABLE} when the database is
 * unavailable or exceeds its deadline.
 */
public interface DayCountStore {
  Future<Optional<DayCounts>> find(AirportDay day);

  /** Returns the counts of the airport's days from one date to another, both included, in order. */
  Future<List<DayCounts>> find(
      AirportCode airport, Direction direction, LocalDate from, LocalDate to);

  /**
   * Returns the same counts without their numbers by airport and airline, whose lists are empty:
   * those are most of a document.
   */
  default Future<List<DayCounts>> findUnranked(
      AirportCode airport, Direction direction, LocalDate from, LocalDate to) {
    return find(airport, direction, from, to)
        .map(days -> days.stream().map(DayCounts::unranked).toList());
  }

  /**
   * Stores the counts if the stored ones are still of the run {@code replaced}, or, if that is
   * empty, if none are stored; returns whether they were stored.
   */
  Future<Boolean> save(DayCounts counts, Optional<Instant> replaced);
}
