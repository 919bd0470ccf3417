package dev.flightwatch.datacollector.collection;

import static java.time.ZoneOffset.UTC;

import dev.flightwatch.datacollector.flights.Direction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The finished UTC days whose flights were read again, by direction; the latest ones only. */
public record DaysRead(List<LocalDate> departures, List<LocalDate> arrivals) {
  public static final DaysRead NONE = new DaysRead(List.of(), List.of());

  public List<LocalDate> of(Direction direction) {
    return direction == Direction.DEPARTURE ? departures : arrivals;
  }

  /** Adds days and removes those that are older. */
  DaysRead with(FinishedDays read, Instant now, int daysKept) {
    LocalDate oldest = LocalDate.ofInstant(now, UTC).minusDays(daysKept);
    List<LocalDate> days =
        Stream.concat(of(read.direction()).stream(), read.dates().stream())
            .filter(d -> !d.isBefore(oldest))
            .distinct()
            .sorted()
            .toList();
    return read.direction() == Direction.DEPARTURE
        ? new DaysRead(days, arrivals)
        : new DaysRead(departures, days);
  }
}
