package dev.flightwatch.datacollector.flights;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Queries on the flights of one direction. For one airport a result holds real flights if there are
 * any, otherwise mock flights, and never both. A mock flight inside a window that has been read
 * from OpenSky since is ignored, even when a delayed writer stored it after the read.
 */
public final class FlightService {
  private final Direction direction;
  private final FlightStore store;
  private final ReadProgress progress;
  private final Clock clock;
  private final KnownFlights known;

  public FlightService(
      Direction direction, FlightStores stores, ReadProgress progress, Clock clock) {
    this.direction = requireNonNull(direction);
    this.store = stores.of(direction);
    this.progress = requireNonNull(progress);
    this.clock = requireNonNull(clock);
    this.known = new KnownFlights(store, clock);
  }

  /** Returns the flight with the latest time. Fails with NOT_FOUND when there is none. */
  public Future<Flight> last(AirportCode airport) {
    return store
        .newest(airport)
        .compose(
            newest ->
                newest.isPresent() && newest.get().source() == Source.MOCK
                    ? readUntil(airport).map(until -> newest.filter(f -> isAfter(f, until)))
                    : Future.succeededFuture(newest))
        .map(found -> found.orElseThrow(() -> noFlight(airport)));
  }

  private boolean isAfter(Flight flight, Instant instant) {
    return direction.timeOf(flight) > instant.getEpochSecond();
  }

  private ServiceException noFlight(AirportCode airport) {
    String preposition = direction == Direction.DEPARTURE ? "from " : "to ";
    return ServiceException.of(
        ErrorKind.NOT_FOUND, "no_flight", "No flight " + preposition + airport + " is known.");
  }

  /** Counts the stored flights of the last {@code span}. */
  public Future<FlightCount> recent(AirportCode airport, Duration span) {
    Instant now = clock.instant();
    Window window = new Window(now.minus(span), now);
    return store
        .count(airport, window)
        .compose(
            bySource ->
                bySource.containsKey(Source.OPENSKY) || bySource.isEmpty()
                    ? Future.succeededFuture(ofSource(bySource, Source.OPENSKY))
                    : mocks(airport, window, bySource));
  }

  /** Counts the flights of the last {@code span}, of the given source of each airport. */
  public Future<Map<AirportCode, Long>> recent(Map<AirportCode, Source> sources, Duration span) {
    Instant now = clock.instant();
    Window window = new Window(now.minus(span), now);
    List<AirportCode> airports = List.copyOf(sources.keySet());
    List<AirportCode> real =
        airports.stream().filter(a -> sources.get(a) == Source.OPENSKY).toList();
    return progress
        .readStates(direction, airports)
        .compose(
            states ->
                store.totals(
                    selections(airports, real, states).stream()
                        .map(all -> all.within(window))
                        .toList()));
  }

  private Future<FlightCount> mocks(
      AirportCode airport, Window window, Map<Source, Long> bySource) {
    return readUntil(airport)
        .compose(
            until ->
                until.isBefore(window.begin())
                    ? Future.succeededFuture(bySource)
                    : store.count(airport, window.after(until)))
        .map(counted -> ofSource(counted, Source.MOCK));
  }

  private static FlightCount ofSource(Map<Source, Long> bySource, Source source) {
    return bySource.containsKey(source)
        ? new FlightCount(bySource.get(source), source)
        : FlightCount.NONE;
  }

  private Future<Instant> readUntil(AirportCode airport) {
    return progress
        .readStates(direction, List.of(airport))
        .map(states -> readUntil(airport, states));
  }

  private static Instant readUntil(AirportCode airport, Map<AirportCode, ReadState> states) {
    return states.containsKey(airport) ? states.get(airport).readUntil() : Instant.EPOCH;
  }

  /** Returns a page of the flights of the airports, newest first. */
  public Future<FlightPage> page(List<AirportCode> airports, int limit, Optional<Cursor> after) {
    if (airports.isEmpty()) {
      return Future.succeededFuture(new FlightPage(0, List.of(), Optional.empty()));
    }
    return known
        .withRealFlights(airports)
        .compose(
            real ->
                states(airports, real, after)
                    .compose(
                        states -> {
                          List<Selection> selections = selections(airports, real, states);
                          return total(selections, states, after)
                              .compose(
                                  total ->
                                      store
                                          .page(selections, after, limit + 1)
                                          .map(found -> page(found, limit, total)));
                        }));
  }

  /** The states are needed for the mock flights, and for the total of a first page. */
  private Future<Map<AirportCode, ReadState>> states(
      List<AirportCode> airports, List<AirportCode> real, Optional<Cursor> after) {
    return after.isPresent() && real.size() == airports.size()
        ? Future.succeededFuture(Map.of())
        : progress.readStates(direction, airports);
  }

  private static List<Selection> selections(
      List<AirportCode> airports, List<AirportCode> real, Map<AirportCode, ReadState> states) {
    Set<AirportCode> isReal = new HashSet<>(real);
    return airports.stream()
        .map(
            a ->
                isReal.contains(a)
                    ? new Selection(a, Source.OPENSKY, Instant.EPOCH)
                    : new Selection(a, Source.MOCK, readUntil(a, states)))
        .toList();
  }

  private Future<Long> total(
      List<Selection> selections, Map<AirportCode, ReadState> states, Optional<Cursor> after) {
    return after
        .map(cursor -> Future.succeededFuture(cursor.total()))
        .orElseGet(() -> known.total(selections, states));
  }

  /**
   * Returns a page of the airport's flights in a window, newest first, without a total.
   *
   * @param source source of the flights; empty for that of all the airport's flights, which is the
   *     same on every page unless the first real flights are stored meanwhile
   */
  public Future<FlightPage> page(
      AirportCode airport,
      Window window,
      int limit,
      Optional<Cursor> after,
      Optional<Source> source) {
    return source
        .map(Future::succeededFuture)
        .orElseGet(() -> source(airport))
        .compose(chosen -> selection(airport, chosen))
        .compose(all -> store.page(List.of(all.within(window)), after, limit + 1))
        .map(found -> page(found, limit, 0));
  }

  private Future<Source> source(AirportCode airport) {
    return known
        .withRealFlights(List.of(airport))
        .map(real -> real.isEmpty() ? Source.MOCK : Source.OPENSKY);
  }

  private Future<Selection> selection(AirportCode airport, Source source) {
    return source == Source.MOCK
        ? readUntil(airport).map(until -> new Selection(airport, source, until))
        : Future.succeededFuture(new Selection(airport, source, Instant.EPOCH));
  }

  /** Deletes all flights with a time before {@code end}; returns their number. */
  public Future<Long> deleteBefore(Instant end) {
    return store
        .deleteBefore(end)
        .eventually(
            () -> {
              known.clear();
              return Future.succeededFuture();
            });
  }

  private FlightPage page(List<Flight> found, int limit, long total) {
    if (found.size() <= limit) {
      return new FlightPage(total, found, Optional.empty());
    }
    List<Flight> flights = List.copyOf(found.subList(0, limit));
    Flight last = flights.get(limit - 1);
    return new FlightPage(
        total, flights, Optional.of(new Cursor(total, direction.timeOf(last), last.id())));
  }
}
