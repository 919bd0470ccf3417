package dev.flightwatch.datacollector.statistics;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.DayCounts.Ranked;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Single flights of an airport, and what was read of each UTC date. */
final class KnownTraffic {
  /**
   * @param airport the other end; null when it is not known
   * @param airline null when it is not known
   */
  record Movement(Instant time, String airport, String airline) {
    LocalDate utcDate() {
      return LocalDate.ofInstant(time, UTC);
    }
  }

  record Reading(Source source, Coverage coverage, Quarters covered, Instant readAt) {
    static Reading settled(LocalDate date) {
      Instant readAt = date.plusDays(1).atTime(4, 10).toInstant(UTC);
      return new Reading(Source.OPENSKY, Coverage.FINAL, Quarters.ALL, readAt);
    }
  }

  private final Map<Direction, List<Movement>> movements = new EnumMap<>(Direction.class);
  private final Map<Direction, TreeMap<LocalDate, Reading>> readings =
      new EnumMap<>(Direction.class);

  KnownTraffic() {
    for (Direction direction : Direction.values()) {
      movements.put(direction, new ArrayList<>());
      readings.put(direction, new TreeMap<>());
    }
  }

  KnownTraffic fly(Direction direction, Instant time, String airport, String airline) {
    movements.get(direction).add(new Movement(time, airport, airline));
    return this;
  }

  KnownTraffic read(Direction direction, LocalDate date, Reading reading) {
    readings.get(direction).put(date, reading);
    return this;
  }

  List<Movement> movements(Direction direction) {
    return movements.get(direction);
  }

  Map<LocalDate, Reading> readings(Direction direction) {
    return readings.get(direction);
  }

  /** Returns the counts of the dates about which anything is known, in order. */
  ByDirection<List<DayCounts>> counts() {
    return ByDirection.of(
        direction -> {
          Map<LocalDate, List<Movement>> dateToMovements =
              movements.get(direction).stream().collect(groupingBy(Movement::utcDate));
          return readings.get(direction).entrySet().stream()
              .map(
                  entry ->
                      counts(
                          new AirportDay(LICC, direction, entry.getKey()),
                          entry.getValue(),
                          dateToMovements.getOrDefault(entry.getKey(), List.of())))
              .toList();
        });
  }

  private static DayCounts counts(AirportDay day, Reading reading, List<Movement> flights) {
    int[] quarters = new int[Quarters.A_DAY];
    flights.forEach(flight -> quarters[Quarters.of(flight.time().getEpochSecond())]++);
    return new DayCounts(
        day,
        reading.coverage(),
        reading.covered(),
        reading.source(),
        reading.readAt(),
        reading.readAt(),
        IntStream.of(quarters).boxed().toList(),
        ranked(flights, Movement::airport),
        ranked(flights, Movement::airline));
  }

  private static List<Ranked> ranked(List<Movement> flights, Function<Movement, String> code) {
    return flights.stream()
        .collect(groupingBy(flight -> Optional.ofNullable(code.apply(flight)), counting()))
        .entrySet()
        .stream()
        .map(entry -> new Ranked(entry.getKey().orElse(null), entry.getValue().intValue()))
        .collect(toCollection(ArrayList::new));
  }
}
