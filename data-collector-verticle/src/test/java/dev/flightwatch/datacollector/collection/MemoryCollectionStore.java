package dev.flightwatch.datacollector.collection;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.ReadState;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A store of progress and leases in memory. */
final class MemoryCollectionStore implements CollectionStore {
  private final Map<AirportCode, CollectionProgress> airportToProgress = new HashMap<>();
  private final Map<AirportCode, Lease> airportToLease = new HashMap<>();
  private final Set<AirportCode> followed = new LinkedHashSet<>();
  private final Map<AirportCode, List<Mark>> airportToRuns = new HashMap<>();
  private final Map<AirportCode, List<Mark>> airportToMoved = new HashMap<>();
  private final Map<AirportCode, Long> airportToVersion = new HashMap<>();
  private Plan plan;

  /** Returns the result of reading the progress of one airport. */
  volatile Function<Optional<CollectionProgress>, Future<Optional<CollectionProgress>>> whenRead =
      Future::succeededFuture;

  /** Returns the last lease on an airport. */
  synchronized Lease lease(AirportCode airport) {
    return airportToLease.get(airport);
  }

  /** Replaces the followed airports. */
  synchronized void follow(Collection<AirportCode> airports, Instant now) {
    followed.clear();
    followed.addAll(airports);
    airports.forEach(a -> airportToProgress.putIfAbsent(a, CollectionProgress.begun(now)));
  }

  @Override
  public synchronized Future<Map<AirportCode, ReadState>> readStates(
      Direction direction, Collection<AirportCode> airports) {
    return Future.succeededFuture(
        airports.stream()
            .filter(airportToProgress::containsKey)
            .collect(toMap(a -> a, a -> airportToProgress.get(a).readState(direction))));
  }

  @Override
  public synchronized Future<Map<AirportCode, CollectionProgress>> followed(
      String after, int limit) {
    return Future.succeededFuture(
        inOrder(
            followed.stream().sorted().filter(a -> a.value().compareTo(after) > 0).limit(limit)));
  }

  private Map<AirportCode, CollectionProgress> inOrder(Stream<AirportCode> airports) {
    Map<AirportCode, CollectionProgress> found = new LinkedHashMap<>();
    airports.forEach(airport -> found.put(airport, airportToProgress.get(airport)));
    return found;
  }

  @Override
  public synchronized Future<Map<AirportCode, CollectionProgress>> due(DueQuery query) {
    Stream<AirportCode> due = due(query, query.attemptedBy(), airport -> true);
    if (query.isStretched()) {
      due = Stream.concat(due, due(query, query.now(), airport -> isRetried(airport, query)));
      due = Stream.concat(due, due(query, query.now(), query.rereads()::contains));
    }
    return Future.succeededFuture(inOrder(due));
  }

  private Stream<AirportCode> due(DueQuery query, Instant dueBy, Predicate<AirportCode> condition) {
    return followed.stream()
        .filter(condition)
        .filter(airport -> !airportToProgress.get(airport).nextDue().isAfter(dueBy))
        .filter(airport -> isFree(airport, query.now()))
        .sorted(Comparator.comparing(airport -> airportToProgress.get(airport).nextDue()))
        .limit(query.limit());
  }

  private boolean isFree(AirportCode airport, Instant now) {
    Lease held = airportToLease.get(airport);
    return held == null || held.until().isBefore(now);
  }

  private boolean isRetried(AirportCode airport, DueQuery query) {
    CollectionProgress known = airportToProgress.get(airport);
    return known.unread()
        && known
            .readAt()
            .map(at -> !at.isAfter(query.readBy()))
            .orElse(!known.firstFollowed().isAfter(query.followedBy()));
  }

  @Override
  public synchronized Future<Optional<Plan>> plan() {
    return Future.succeededFuture(Optional.ofNullable(plan));
  }

  @Override
  public synchronized Future<Void> savePlan(Plan newPlan) {
    assertThat(newPlan.madeAt()).isEqualTo(newPlan.madeAt().truncatedTo(ChronoUnit.MILLIS));
    plan = plan == null || plan.madeAt().isBefore(newPlan.madeAt()) ? newPlan : plan;
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Optional<CollectionProgress>> progress(AirportCode airport) {
    return whenRead.apply(Optional.ofNullable(airportToProgress.get(airport)));
  }

  @Override
  public synchronized Future<Optional<Claim>> claim(Lease lease, Instant dueBy, Instant now) {
    CollectionProgress known =
        airportToProgress.computeIfAbsent(
            lease.airport(), airport -> CollectionProgress.begun(now));
    Lease held = airportToLease.get(lease.airport());
    if (known.nextDue().isAfter(dueBy) || held != null && !held.until().isBefore(now)) {
      return Future.succeededFuture(Optional.empty());
    }
    airportToLease.put(lease.airport(), lease);
    List<Mark> runs = runs(lease.airport());
    Optional<Instant> since = runs.stream().map(Mark::at).min(Comparator.naturalOrder());
    runs.add(new Mark(lease.holder(), now));
    List<AirportDay> days =
        moved(lease.airport()).stream().map(m -> AirportDay.parse(m.id)).toList();
    return Future.succeededFuture(Optional.of(new Claim(known, since, days)));
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

  private record Mark(String id, Instant at) {}

  private List<Mark> runs(AirportCode airport) {
    return airportToRuns.computeIfAbsent(airport, a -> new ArrayList<>());
  }

  private List<Mark> moved(AirportCode airport) {
    return airportToMoved.computeIfAbsent(airport, a -> new ArrayList<>());
  }

  @Override
  public synchronized Future<Boolean> release(
      Lease lease, CollectionProgress progress, Instant keptFrom) {
    return advance(lease, progress)
        .onSuccess(
            isHolder -> {
              if (isHolder) {
                runs(lease.airport())
                    .removeIf(m -> m.id.equals(lease.holder()) || m.at.isBefore(keptFrom));
                moved(lease.airport()).removeIf(m -> m.at.isBefore(keptFrom));
              }
            });
  }

  @Override
  public synchronized Future<Void> markMoved(Collection<AirportDay> days, Instant now) {
    days.forEach(day -> moved(day.airport()).add(new Mark(day.id(), now)));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<AirportMark>> marks(Collection<AirportCode> airports) {
    return Future.succeededFuture(
        airports.stream().filter(airportToProgress::containsKey).map(this::mark).toList());
  }

  private AirportMark mark(AirportCode airport) {
    CollectionProgress progress = airportToProgress.get(airport);
    return new AirportMark(
        airport,
        airportToVersion.getOrDefault(airport, 0L),
        progress.readAt(),
        followed.contains(airport),
        progress.daysRead(Direction.DEPARTURE).size()
            + progress.daysRead(Direction.ARRIVAL).size());
  }

  @Override
  public synchronized Future<Void> flightsChanged(Collection<AirportCode> airports) {
    airports.forEach(airport -> airportToVersion.merge(airport, 1L, Long::sum));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> allFlightsChanged() {
    return flightsChanged(List.copyOf(airportToProgress.keySet()));
  }

  @Override
  public synchronized Future<Void> flightsChangedSince(AirportCode airport, Instant since) {
    Set<AirportCode> airports = new LinkedHashSet<>(Set.of(airport));
    airportToMoved.forEach(
        (from, marks) -> {
          if (marks.stream().anyMatch(mark -> !mark.at.isBefore(since))) {
            airports.add(from);
          }
        });
    return flightsChanged(airports);
  }
}
