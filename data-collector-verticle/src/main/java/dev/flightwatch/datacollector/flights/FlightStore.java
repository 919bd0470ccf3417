package dev.flightwatch.datacollector.flights;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store of the flights of one direction, one document per natural key. The time of a flight is
 * {@link Direction#timeOf}. All operations fail with {@code UNAVAILABLE} when the database is
 * unavailable or exceeds its deadline.
 */
public interface FlightStore {
  /**
   * Writes flights of one airport. A stored flight is replaced only if the run that wrote it began
   * before {@code runStart}, so that a delayed writer replaces nothing newer.
   */
  Future<Saved> save(AirportCode airport, List<Flight> flights, Instant runStart);

  /** Returns the newest real flight of the airport; without real flights, the newest mock one. */
  Future<Optional<Flight>> newest(AirportCode airport);

  /** Returns the stored ones of these flights, by {@link Flight#id()}. */
  Future<Map<String, StoredFlight>> stored(Collection<String> ids);

  /**
   * Returns the airport's flights with a time in the window, both ends included, in any order.
   * Their data has only the times, the airports and the callsign.
   */
  Future<List<Flight>> outlines(AirportCode airport, Window window);

  /** Counts, per source, the airport's flights with a time in the window, both ends included. */
  Future<Map<Source, Long>> count(AirportCode airport, Window window);

  /** Counts the selected flights by airport; airports without any are absent. */
  Future<Map<AirportCode, Long>> totals(List<Selection> selections);

  /** Returns a page of the selected flights, newest first. */
  Future<List<Flight>> page(List<Selection> selections, Optional<Cursor> after, int limit);

  /** Returns those of the airports that have real flights. */
  Future<List<AirportCode>> withRealFlights(Collection<AirportCode> airports);

  /**
   * Deletes the airport's mock flights with a time up to and including {@code end}; returns their
   * times.
   */
  Future<List<Instant>> deleteMock(AirportCode airport, Instant end);

  /** Deletes the mock flights that were last written by the run that began at {@code runStart}. */
  Future<Void> deleteMockOfRun(AirportCode airport, Instant runStart);

  /**
   * Deletes the airport's real flights in the window that were last written by a run that began
   * before {@code runStart}; returns their number.
   */
  Future<Long> deleteRealOfEarlierRuns(AirportCode airport, Window window, Instant runStart);

  /** Deletes all flights with a time before {@code end}; returns their number. */
  Future<Long> deleteBefore(Instant end);
}
