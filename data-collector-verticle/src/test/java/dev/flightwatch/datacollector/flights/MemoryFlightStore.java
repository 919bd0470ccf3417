package dev.flightwatch.datacollector.flights;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A store of flights in memory. */
public class MemoryFlightStore implements FlightStore {
  private static final Comparator<StoredFlight> NEWEST_FIRST =
      Comparator.<StoredFlight>comparingLong(row -> row.flight.firstSeen())
          .thenComparing(row -> row.flight.id())
          .reversed();

  private final Map<String, StoredFlight> idToRow = new HashMap<>();

  /** The selections that were counted, and the airports that were searched for real flights. */
  final List<Selection> counted = new ArrayList<>();

  final List<AirportCode> searched = new ArrayList<>();

  private record StoredFlight(AirportCode airport, long run, Flight flight) {
    boolean is(AirportCode ofAirport, Source source) {
      return airport.equals(ofAirport) && flight.source() == source;
    }

    boolean isIn(Window window) {
      return flight.firstSeen() >= window.begin().getEpochSecond()
          && flight.firstSeen() <= window.end().getEpochSecond();
    }
  }

  @Override
  public synchronized Future<Saved> save(
      AirportCode airport, List<Flight> flights, Instant runStart) {
    int fresh = 0;
    for (Flight flight : flights) {
      StoredFlight known = idToRow.get(flight.id());
      fresh += known == null ? 1 : 0;
      if (known == null || known.run < runStart.toEpochMilli()) {
        idToRow.put(flight.id(), new StoredFlight(airport, runStart.toEpochMilli(), flight));
      }
    }
    return Future.succeededFuture(new Saved(fresh, flights.size() - fresh));
  }

  @Override
  public synchronized Future<Optional<Flight>> newest(AirportCode airport) {
    return Future.succeededFuture(
        Stream.of(Source.OPENSKY, Source.MOCK)
            .flatMap(source -> rows(row -> row.is(airport, source)))
            .map(StoredFlight::flight)
            .findFirst());
  }

  private Stream<StoredFlight> rows(Predicate<StoredFlight> condition) {
    return idToRow.values().stream().filter(condition).sorted(NEWEST_FIRST);
  }

  @Override
  public synchronized Future<Map<Source, Long>> count(AirportCode airport, Window window) {
    return Future.succeededFuture(
        rows(row -> row.airport.equals(airport) && row.isIn(window))
            .collect(groupingBy(row -> row.flight.source(), counting())));
  }

  @Override
  public synchronized Future<Map<AirportCode, Long>> totals(List<Selection> selections) {
    counted.addAll(selections);
    return Future.succeededFuture(
        rows(row -> isSelected(row, selections))
            .collect(groupingBy(StoredFlight::airport, counting())));
  }

  private static boolean isSelected(StoredFlight row, List<Selection> selections) {
    return selections.stream()
        .anyMatch(
            s ->
                row.is(s.airport(), s.source())
                    && row.flight.firstSeen() > s.after().getEpochSecond());
  }

  @Override
  public synchronized Future<List<Flight>> page(
      List<Selection> selections, Optional<Cursor> after, int limit) {
    return Future.succeededFuture(
        rows(row -> isSelected(row, selections))
            .filter(row -> after.map(cursor -> isBeyond(row.flight, cursor)).orElse(true))
            .limit(limit)
            .map(StoredFlight::flight)
            .toList());
  }

  private static boolean isBeyond(Flight flight, Cursor cursor) {
    return flight.firstSeen() < cursor.firstSeen()
        || flight.firstSeen() == cursor.firstSeen() && flight.id().compareTo(cursor.id()) < 0;
  }

  @Override
  public synchronized Future<List<AirportCode>> withRealFlights(Collection<AirportCode> airports) {
    searched.addAll(airports);
    return Future.succeededFuture(
        rows(row -> airports.contains(row.airport) && row.flight.source() == Source.OPENSKY)
            .map(StoredFlight::airport)
            .distinct()
            .toList());
  }

  @Override
  public Future<Void> deleteMock(AirportCode airport, Instant end) {
    return delete(
            row -> row.is(airport, Source.MOCK) && row.flight.firstSeen() <= end.getEpochSecond())
        .mapEmpty();
  }

  @Override
  public Future<Void> deleteMockOfRun(AirportCode airport, Instant runStart) {
    return delete(row -> row.is(airport, Source.MOCK) && row.run == runStart.toEpochMilli())
        .mapEmpty();
  }

  @Override
  public Future<Long> deleteRealOfEarlierRuns(
      AirportCode airport, Window window, Instant runStart) {
    return delete(
        row ->
            row.is(airport, Source.OPENSKY)
                && row.isIn(window)
                && row.run < runStart.toEpochMilli());
  }

  @Override
  public Future<Long> deleteBefore(Instant end) {
    return delete(row -> row.flight.firstSeen() < end.getEpochSecond());
  }

  private synchronized Future<Long> delete(Predicate<StoredFlight> condition) {
    int before = idToRow.size();
    idToRow.values().removeIf(condition);
    return Future.succeededFuture((long) before - idToRow.size());
  }
}
