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

/** A store of the flights of one direction in memory. */
public class MemoryFlightStore implements FlightStore {
  private final Direction direction;
  private final Map<String, Row> idToRow = new HashMap<>();

  /** The selections that were counted, and the airports that were searched for real flights. */
  final List<Selection> counted = new ArrayList<>();

  final List<AirportCode> searched = new ArrayList<>();

  public MemoryFlightStore() {
    this(Direction.DEPARTURE);
  }

  public MemoryFlightStore(Direction direction) {
    this.direction = direction;
  }

  private record Row(AirportCode airport, long run, long time, Flight flight) {
    boolean is(AirportCode ofAirport, Source source) {
      return airport.equals(ofAirport) && flight.source() == source;
    }

    boolean isIn(Window window) {
      return time >= window.begin().getEpochSecond() && time <= window.end().getEpochSecond();
    }
  }

  @Override
  public synchronized Future<Saved> save(
      AirportCode airport, List<Flight> flights, Instant runStart) {
    int fresh = 0;
    for (Flight flight : flights) {
      Row known = idToRow.get(flight.id());
      fresh += known == null ? 1 : 0;
      if (known == null || known.run < runStart.toEpochMilli()) {
        idToRow.put(
            flight.id(),
            new Row(airport, runStart.toEpochMilli(), direction.timeOf(flight), flight));
      }
    }
    return Future.succeededFuture(new Saved(fresh, flights.size() - fresh));
  }

  @Override
  public synchronized Future<Optional<Flight>> newest(AirportCode airport) {
    return Future.succeededFuture(
        Stream.of(Source.OPENSKY, Source.MOCK)
            .flatMap(source -> rows(row -> row.is(airport, source)))
            .map(Row::flight)
            .findFirst());
  }

  private Stream<Row> rows(Predicate<Row> condition) {
    return idToRow.values().stream()
        .filter(condition)
        .sorted(Comparator.comparing(Row::flight, direction.newestFirst()));
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
        rows(row -> isSelected(row, selections)).collect(groupingBy(Row::airport, counting())));
  }

  private static boolean isSelected(Row row, List<Selection> selections) {
    return selections.stream()
        .anyMatch(
            s ->
                row.is(s.airport(), s.source())
                    && row.time > s.after().getEpochSecond()
                    && row.time <= s.until().getEpochSecond());
  }

  @Override
  public synchronized Future<List<Flight>> page(
      List<Selection> selections, Optional<Cursor> after, int limit) {
    return Future.succeededFuture(
        rows(row -> isSelected(row, selections))
            .filter(row -> after.map(cursor -> isBeyond(row, cursor)).orElse(true))
            .limit(limit)
            .map(Row::flight)
            .toList());
  }

  private static boolean isBeyond(Row row, Cursor cursor) {
    return row.time < cursor.time()
        || row.time == cursor.time() && row.flight.id().compareTo(cursor.id()) < 0;
  }

  @Override
  public synchronized Future<Map<String, StoredFlight>> stored(Collection<String> ids) {
    Map<String, StoredFlight> found = new HashMap<>();
    ids.stream()
        .filter(idToRow::containsKey)
        .forEach(
            id -> found.put(id, new StoredFlight(idToRow.get(id).airport, idToRow.get(id).flight)));
    return Future.succeededFuture(found);
  }

  @Override
  public synchronized Future<List<Flight>> outlines(AirportCode airport, Window window) {
    return Future.succeededFuture(
        rows(row -> row.airport.equals(airport) && row.isIn(window)).map(Row::flight).toList());
  }

  @Override
  public synchronized Future<List<AirportCode>> withRealFlights(Collection<AirportCode> airports) {
    searched.addAll(airports);
    return Future.succeededFuture(
        rows(row -> airports.contains(row.airport) && row.flight.source() == Source.OPENSKY)
            .map(Row::airport)
            .distinct()
            .toList());
  }

  @Override
  public synchronized Future<List<Instant>> deleteMock(AirportCode airport, Instant end) {
    Predicate<Row> mocks = row -> row.is(airport, Source.MOCK) && row.time <= end.getEpochSecond();
    List<Instant> times = rows(mocks).map(row -> Instant.ofEpochSecond(row.time)).toList();
    return delete(mocks).map(times);
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
    return delete(row -> row.time < end.getEpochSecond());
  }

  private synchronized Future<Long> delete(Predicate<Row> condition) {
    int before = idToRow.size();
    idToRow.values().removeIf(condition);
    return Future.succeededFuture((long) before - idToRow.size());
  }
}
