package dev.flightwatch.datacollector.statistics;

import dev.flightwatch.datacollector.flights.Direction;
import java.util.function.Function;

/** A value about departures, and the same about arrivals. A number is null where it is unknown. */
public record ByDirection<T>(T departures, T arrivals) {
  static <T> ByDirection<T> of(Function<Direction, T> value) {
    return new ByDirection<>(value.apply(Direction.DEPARTURE), value.apply(Direction.ARRIVAL));
  }

  /** Returns what a function makes of both values. */
  public <R> ByDirection<R> map(Function<T, R> function) {
    return new ByDirection<>(function.apply(departures), function.apply(arrivals));
  }

  T get(Direction direction) {
    return direction == Direction.DEPARTURE ? departures : arrivals;
  }
}
