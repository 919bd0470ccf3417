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
 * Answers about flights. For one airport an answer holds real flights when there are any, else mock
 * ones, and never both. A mock flight in a window that has been read since is not answered, even
 * when a writer that was held up has stored it late.
 */
public final class FlightService {
  private static final int MAX_AIRPORTS_A_PAGE = 10_000;

  private final FlightStore store;
  private final ReadProgress progress;
  private final Clock clock;

  public FlightService(FlightStore store, ReadProgress progress, Clock clock) {
    this.store = requireNonNull(store);
    this.progress = requireNonNull(progress);
    this.clock = requireNonNull(clock);
  }

  /** The flight with the greatest firstSeen; fails with NOT_FOUND when none is known. */
  public Future<Flight> last(AirportCode airport) {
    return store
        .newest(airport.value())
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

  /** The daily average over the last {@code days} times 24 hours, known or not. */
  public Future<Average> average(AirportCode airport, int days) {
    Window window = last(Duration.ofDays(days));
    return ofOneSource(airport, window, within -> store.perDay(airport.value(), within, days), 0.0)
        .map(answer -> new Average(airport.value(), rounded(answer.value()), answer.source()));
  }

  private static double rounded(double average) {
    return BigDecimal.valueOf(average).setScale(2, RoundingMode.HALF_UP).doubleValue();
  }

  /** How many flights of the last {@code span} are stored, and of which source. */
  public Future<FlightCount> recent(AirportCode airport, Duration span) {
    return ofOneSource(airport, last(span), within -> store.count(airport.value(), within), 0L)
        .map(answer -> new FlightCount(answer.value(), answer.source()));
  }

  private Window last(Duration span) {
    Instant now = clock.instant();
    return new Window(now.minus(span), now);
  }

  private <N> Future<OfSource<N>> ofOneSource(
      AirportCode airport, Window window, Function<Window, Future<Map<Source, N>>> ask, N none) {
    return ask.apply(window)
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
                              : ask.apply(window.after(until)))
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
        .readUntil(List.of(airport.value()))
        .map(byAirport -> byAirport.getOrDefault(airport.value(), Instant.EPOCH));
  }

  /** A page of the flights of the airports, newest first. */
  public Future<FlightPage> page(List<String> airports, int limit, Optional<Cursor> after) {
    if (airports.isEmpty()) {
      return Future.succeededFuture(new FlightPage(0, List.of(), null));
    }
    if (airports.size() > MAX_AIRPORTS_A_PAGE) {
      return Future.failedFuture(
          ServiceException.invalid("airports", "must be at most " + MAX_AIRPORTS_A_PAGE));
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

  private Future<List<Selection>> selections(List<String> airports) {
    return store
        .withRealFlights(airports)
        .compose(
            real -> {
              Set<String> mock = new HashSet<>(airports);
              real.forEach(mock::remove);
              return (mock.isEmpty()
                      ? Future.succeededFuture(Map.<String, Instant>of())
                      : progress.readUntil(mock))
                  .map(readUntil -> selections(real, mock, readUntil));
            });
  }

  private static List<Selection> selections(
      Collection<String> real, Collection<String> mock, Map<String, Instant> readUntil) {
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
    List<Flight> flights = found.subList(0, Math.min(limit, found.size()));
    String next = null;
    if (found.size() > limit) {
      Flight last = flights.get(limit - 1);
      next = new Cursor(total, last.firstSeen(), last.id()).encode();
    }
    return new FlightPage(total, flights.stream().map(Flight::answer).toList(), next);
  }
}
