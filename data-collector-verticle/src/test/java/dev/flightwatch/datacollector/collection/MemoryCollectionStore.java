package dev.flightwatch.datacollector.collection;

import static java.util.stream.Collectors.toMap;

import dev.flightwatch.datacollector.flights.AirportCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A store of progress and leases in memory. */
final class MemoryCollectionStore implements CollectionStore {
  private final Map<AirportCode, CollectionProgress> airportToProgress = new HashMap<>();
  private final Map<AirportCode, Lease> airportToLease = new HashMap<>();

  /** Returns the result of reading the progress of one airport. */
  volatile Function<Optional<CollectionProgress>, Future<Optional<CollectionProgress>>> whenRead =
      Future::succeededFuture;

  /** Returns the last lease on an airport. */
  synchronized Lease lease(AirportCode airport) {
    return airportToLease.get(airport);
  }

  @Override
  public synchronized Future<Map<AirportCode, CollectionProgress>> progress(
      Collection<AirportCode> airports) {
    return Future.succeededFuture(
        airports.stream()
            .filter(airportToProgress::containsKey)
            .collect(toMap(airport -> airport, airportToProgress::get)));
  }

  @Override
  public Future<Map<AirportCode, Instant>> readUntil(Collection<AirportCode> airports) {
    return progress(airports)
        .map(
            known ->
                known.entrySet().stream()
                    .filter(entry -> entry.getValue().readUntil().isPresent())
                    .collect(toMap(Map.Entry::getKey, e -> e.getValue().readUntil().get())));
  }

  @Override
  public synchronized Future<Optional<CollectionProgress>> progress(AirportCode airport) {
    return whenRead.apply(Optional.ofNullable(airportToProgress.get(airport)));
  }

  @Override
  public synchronized Future<Optional<CollectionProgress>> claim(
      Lease lease, Instant dueBy, Instant now) {
    CollectionProgress known =
        airportToProgress.computeIfAbsent(
            lease.airport(), airport -> CollectionProgress.begun(now));
    Lease held = airportToLease.get(lease.airport());
    if (known.nextDue().isAfter(dueBy) || held != null && !held.until().isBefore(now)) {
      return Future.succeededFuture(Optional.empty());
    }
    airportToLease.put(lease.airport(), lease);
    return Future.succeededFuture(Optional.of(known));
  }

  @Override
  public synchronized Future<Boolean> renew(Lease lease) {
    Lease held = airportToLease.get(lease.airport());
    boolean isHolder = held != null && held.holder().equals(lease.holder());
    if (isHolder) {
      airportToLease.put(lease.airport(), lease);
    }
    return Future.succeededFuture(isHolder);
  }

  @Override
  public synchronized Future<Boolean> advance(Lease lease, CollectionProgress progress) {
    return renew(lease)
        .onSuccess(
            isHolder -> {
              if (isHolder) {
                airportToProgress.put(lease.airport(), progress);
              }
            });
  }
}
