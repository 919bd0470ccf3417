package dev.flightwatch.datacollector.aircraft;

import dev.flightwatch.datacollector.flights.AirportCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A store of watched airports in memory. */
final class MemoryAircraftStore implements AircraftStore {
  private final Map<AirportCode, WatchedAirport> airports = new HashMap<>();

  /** Number of calls of {@link #find}. */
  int finds;

  /** What was found is returned after this. */
  Future<Void> afterFind = Future.succeededFuture();

  @Override
  public synchronized Future<Optional<WatchedAirport>> find(AirportCode airport) {
    finds++;
    return afterFind.map(Optional.ofNullable(airports.get(airport)));
  }

  @Override
  public synchronized Future<Void> watch(AirportCode airport, Instant now) {
    WatchedAirport stored = airports.getOrDefault(airport, WatchedAirport.NEVER);
    airports.put(airport, new WatchedAirport(now, stored.readAt(), stored.positions()));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Integer> countWatched(Instant after) {
    return Future.succeededFuture(
        (int) airports.values().stream().filter(each -> each.watchedAt().isAfter(after)).count());
  }

  @Override
  public synchronized Future<Boolean> claim(AirportCode airport, Instant before, Instant now) {
    WatchedAirport stored = airports.get(airport);
    boolean isDue = stored != null && !stored.readAt().isAfter(before);
    if (isDue) {
      airports.put(airport, new WatchedAirport(stored.watchedAt(), now, stored.positions()));
    }
    return Future.succeededFuture(isDue);
  }

  @Override
  public synchronized Future<Void> save(
      AirportCode airport, Instant claimedAt, Positions positions) {
    airports.computeIfPresent(
        airport,
        (code, stored) ->
            stored.readAt().equals(claimedAt)
                ? new WatchedAirport(stored.watchedAt(), claimedAt, Optional.of(positions))
                : stored);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Long> deleteWatchedBefore(Instant instant) {
    long before = airports.size();
    airports.values().removeIf(stored -> stored.watchedAt().isBefore(instant));
    return Future.succeededFuture(before - airports.size());
  }
}
