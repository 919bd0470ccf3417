package dev.flightwatch.datacollector.flights;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found out about the flights of airports: which airports have real ones, and how many
 * flights a selection has. Both are kept for a minute, a number only as long as its airport is not
 * collected again. Belongs to one event loop.
 */
final class KnownFlights {
  private static final Duration MAX_AGE = Duration.ofMinutes(1);
  private static final int MAX_AIRPORTS = 20_000;

  private final FlightStore store;
  private final Clock clock;
  private final Map<AirportCode, Instant> realToTime = new BoundedMap<>();
  private final Map<Selection, KnownNumber> selectionToNumber = new BoundedMap<>();

  KnownFlights(FlightStore store, Clock clock) {
    this.store = requireNonNull(store);
    this.clock = requireNonNull(clock);
  }

  private static final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MAX_AIRPORTS;
    }
  }

  private record KnownNumber(long flights, String version, Instant time) {}

  /** Returns those of the airports that have real flights. */
  Future<List<AirportCode>> withRealFlights(List<AirportCode> airports) {
    Instant now = clock.instant();
    List<AirportCode> real = new ArrayList<>();
    List<AirportCode> open = new ArrayList<>();
    for (AirportCode airport : airports) {
      (isYoung(realToTime.get(airport), now) ? real : open).add(airport);
    }
    return open.isEmpty()
        ? Future.succeededFuture(real)
        : store
            .withRealFlights(open)
            .map(
                found -> {
                  found.forEach(airport -> realToTime.put(airport, now));
                  real.addAll(found);
                  return real;
                });
  }

  private static boolean isYoung(Instant time, Instant now) {
    return time != null && time.plus(MAX_AGE).isAfter(now);
  }

  /**
   * Returns the number of the selected flights.
   *
   * @param states the states of the airports, read before
   */
  Future<Long> total(List<Selection> selections, Map<AirportCode, ReadState> states) {
    Instant now = clock.instant();
    List<Selection> open = new ArrayList<>();
    long total = 0;
    for (Selection selection : selections) {
      KnownNumber known = selectionToNumber.get(selection);
      if (known != null
          && isYoung(known.time(), now)
          && states.containsKey(selection.airport())
          && states.get(selection.airport()).version().equals(known.version())) {
        total += known.flights();
      } else {
        open.add(selection);
      }
    }
    long before = total;
    return open.isEmpty()
        ? Future.succeededFuture(total)
        : store
            .totals(open)
            .map(
                totals -> {
                  for (Selection selection : open) {
                    ReadState state = states.get(selection.airport());
                    if (state != null) {
                      long flights = totals.getOrDefault(selection.airport(), 0L);
                      selectionToNumber.put(
                          selection, new KnownNumber(flights, state.version(), now));
                    }
                  }
                  return before + totals.values().stream().mapToLong(Long::longValue).sum();
                });
  }

  /** Forgets everything, after flights were deleted. */
  void clear() {
    realToTime.clear();
    selectionToNumber.clear();
  }
}
