package dev.flightwatch.datacollector.coverage;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store of day counts in memory. */
public final class MemoryDayCountStore implements DayCountStore {
  private final Map<AirportDay, DayCounts> dayToCounts = new HashMap<>();

  /** Returns the number of flights of a day. */
  public static int flights(DayCounts counts) {
    return counts.quarters().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public synchronized Future<Optional<DayCounts>> find(AirportDay day) {
    return Future.succeededFuture(Optional.ofNullable(dayToCounts.get(day)));
  }

  @Override
  public synchronized Future<List<DayCounts>> find(
      AirportCode airport, Direction direction, LocalDate from, LocalDate to) {
    return Future.succeededFuture(
        dayToCounts.values().stream()
            .filter(c -> c.day().airport().equals(airport) && c.day().direction() == direction)
            .filter(c -> !c.day().date().isBefore(from) && !c.day().date().isAfter(to))
            .sorted(Comparator.comparing(c -> c.day().date()))
            .toList());
  }

  @Override
  public synchronized Future<Boolean> save(DayCounts counts, Optional<Instant> replaced) {
    boolean isUnchanged =
        Optional.ofNullable(dayToCounts.get(counts.day())).map(DayCounts::run).equals(replaced);
    if (isUnchanged) {
      dayToCounts.put(counts.day(), counts);
    }
    return Future.succeededFuture(isUnchanged);
  }
}
