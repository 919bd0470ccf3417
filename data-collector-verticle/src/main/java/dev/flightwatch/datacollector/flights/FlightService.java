package dev.flightwatch.datacollector.flights;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.FlightMessages.Average;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Queries on flights. For one airport a result holds real flights if there are any, otherwise mock
 * flights, and never both. A mock flight inside a window that has been read from OpenSky since is
 * ignored, even when a delayed writer stored it after the read.
 */
public final class FlightService {
  private static final int MAX_AIRPORTS_PER_PAGE = 10_000;

  private final FlightStore store;
  private final ReadProgress progress;
  private final Clock clock;

  public FlightService(FlightStore store, ReadProgress progress, Clock clock) {
    this.store = requireNonNull(store);
    this.progress = requireNonNull(progress);
    this.clock = requireNonNull(clock);
  }

  /** Returns the flight with the greatest firstSeen. Fails with NOT_FOUND when there is none. */
  public Future<Flight> last(AirportCode airport) {
    return store
        .newest(airport)
        .compose(
            newest ->
                newest.isPresent() && newest.get().source() == Source.MOCK
                    ? readUntil(airport).map(until -> newest.filter(f -> isAfter(f, until)))
                    : Future.succeededFuture(newest))
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(noFlight(airport))));
  }

  private static boolean isAfter(Flight flight, Instant instant) {
    return flight.firstSeen() > instant.getEpochSecond();
  }

  private static ServiceException noFlight(AirportCode airport) {
    return ServiceException.of(
        ErrorKind.NOT_FOUND, "no_flight", "No flight from " + airport + " is known.");
  }

  /**
   * Returns the number of flights in the last {@code days} times 24 hours divided by {@code days},
   * even when the airport was not followed for all that time.
   */
  public Future<Average> average(AirportCode airport, int days) {
    Window window = last(Duration.ofDays(days));
    return ofOneSource(airport, window, within -> store.perDay(airport, within, days), 0.0)
        .map(average -> new Average(rounded(average.value()), average.source()));
  }

  private static double rounded(double average) {
    return BigDecimal.valueOf(average).setScale(2, RoundingMode.HALF_UP).doubleValue();
  }

  /** Counts the stored flights of the last {@code span}. */
  public Future<FlightCount> recent(AirportCode airport, Duration span) {
    return ofOneSource(airport, last(span), within -> store.count(airport, within), 0L)
        .map(count -> new FlightCount(count.value(), count.source()));
  }

  private Window last(Duration span) {
    Instant now = clock.instant();
    return new Window(now.minus(span), now);
  }

  private <N> Future<OfSource<N>> ofOneSource(
      AirportCode airport, Window window, Function<Window, Future<Map<Source, N>>> query, N none) {
    return query
        .apply(window)
        .compose(
            bySource -> {
              if (bySource.containsKey(Source.OPENSKY)) {
                return Future.succeededFuture(
                    new OfSource<>(bySource.get(Source.OPENSKY), Source.OPENSKY));
              }
              if (!bySource.containsKey(Source.MOCK)) {
                return Future.succeededFuture(new OfSource<>(none, null));
              }
              return readUntil(airport)
                  .compose(
                      until ->
                          until.isBefore(window.begin())
                              ? Future.succeededFuture(bySource)
                              : query.apply(window.after(until)))
                  .map(
                      mocks ->
                          mocks.containsKey(Source.MOCK)
                              ? new OfSource<>(mocks.get(Source.MOCK), Source.MOCK)
                              : new OfSource<>(none, null));
            });
  }

  private record OfSource<N>(N value, Source source) {}

  private Future<Instant> readUntil(AirportCode airport) {
    return progress
        .readUntil(List.of(airport))
        .map(byAirport -> byAirport.getOrDefault(airport, Instant.EPOCH));
  }

  /** Returns a page of the flights of the airports, newest first. */
  public Future<FlightPage> page(List<AirportCode> airports, int limit, Optional<Cursor> after) {
    if (airports.isEmpty()) {
      return Future.succeededFuture(new FlightPage(0, List.of(), Optional.empty()));
    }
    if (airports.size() > MAX_AIRPORTS_PER_PAGE) {
      return Future.failedFuture(
          ServiceException.invalid("airports", "must be at most " + MAX_AIRPORTS_PER_PAGE));
    }
    return selections(airports)
        .compose(
            selections ->
                total(selections, after)
                    .compose(
                        total ->
                            store
                                .page(selections, after, limit + 1)
                                .map(found -> page(found, limit, total))));
  }

  private Future<List<Selection>> selections(List<AirportCode> airports) {
    return store
        .withRealFlights(airports)
        .compose(
            real -> {
              Set<AirportCode> mock = new HashSet<>(airports);
              real.forEach(mock::remove);
              return (mock.isEmpty()
                      ? Future.succeededFuture(Map.<AirportCode, Instant>of())
                      : progress.readUntil(mock))
                  .map(readUntil -> selections(real, mock, readUntil));
            });
  }

  private static List<Selection> selections(
      Collection<AirportCode> real,
      Collection<AirportCode> mock,
      Map<AirportCode, Instant> readUntil) {
    List<Selection> selections = new ArrayList<>();
    real.forEach(a -> selections.add(new Selection(a, Source.OPENSKY, Instant.EPOCH)));
    mock.forEach(
        a ->
            selections.add(
                new Selection(a, Source.MOCK, readUntil.getOrDefault(a, Instant.EPOCH))));
    return selections;
  }

  private Future<Long> total(List<Selection> selections, Optional<Cursor> after) {
    return after
        .map(cursor -> Future.succeededFuture(cursor.total()))
        .orElseGet(() -> store.total(selections));
  }

  private static FlightPage page(List<Flight> found, int limit, long total) {
    if (found.size() <= limit) {
      return new FlightPage(total, found, Optional.empty());
    }
    List<Flight> flights = List.copyOf(found.subList(0, limit));
    Flight last = flights.get(limit - 1);
    return new FlightPage(
        total, flights, Optional.of(new Cursor(total, last.firstSeen(), last.id())));
  }
}
