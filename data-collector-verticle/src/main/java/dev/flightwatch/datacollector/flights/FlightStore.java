package dev.flightwatch.datacollector.flights;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps flights, one document a natural key. All failures are {@code UNAVAILABLE} when the database
 * is away or late.
 */
public interface FlightStore {

  /**
   * Writes flights of one airport. A flight that is known is replaced only when it was written by a
   * run that began earlier, so that a writer that was held up replaces nothing newer.
   */
  Future<Saved> save(String airport, List<Flight> flights, Instant runStart);

  /** The airport's newest flight, a real one if there is any, else a mock one. */
  Future<Optional<Flight>> newest(String airport);

  /** How many flights of each source the airport has with firstSeen in the window, inclusive. */
  Future<Map<Source, Long>> count(String airport, Window window);

  /**
   * How many flights of each source the airport has in the window, divided by {@code days}; the
   * division is the database's.
   */
  Future<Map<Source, Double>> perDay(String airport, Window window, int days);

  /** How many flights the selections hold in all. */
  Future<Long> total(List<Selection> selections);

  /** One page of the selected flights, newest first, after the cursor when there is one. */
  Future<List<Flight>> page(List<Selection> selections, Optional<Cursor> after, int limit);

  /** Which of the airports have real flights. */
  Future<List<String>> withRealFlights(Collection<String> airports);

  /** Deletes the airport's mock flights with firstSeen up to {@code end}. */
  Future<Void> deleteMock(String airport, Instant end);

  /** Deletes the mock flights that the run which began at {@code runStart} wrote. */
  Future<Void> deleteMockOfRun(String airport, Instant runStart);

  /**
   * Deletes the airport's real flights of the window that runs before {@code runStart} wrote. Those
   * that this run or a later one wrote stay.
   */
  Future<Long> deleteRealOfEarlierRuns(String airport, Window window, Instant runStart);

  /** Deletes all flights with firstSeen before {@code end}; the number of them. */
  Future<Long> deleteBefore(Instant end);
}
