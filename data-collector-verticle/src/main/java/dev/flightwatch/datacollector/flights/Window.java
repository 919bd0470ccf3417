package dev.flightwatch.datacollector.flights;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A time between two seconds, both inclusive, as OpenSky understands it. */
public record Window(Instant begin, Instant end) {
  public Window {
    requireNonNull(begin);
    requireNonNull(end);
  }

  /** The same window without what lies up to {@code instant}. */
  public Window after(Instant instant) {
    Instant next = instant.plusSeconds(1);
    return next.isAfter(begin) ? new Window(next, end) : this;
  }
}
