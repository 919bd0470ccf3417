package dev.flightwatch.datacollector.flights;

import java.time.Instant;

/** A period in whole seconds, both ends included, as OpenSky defines it. */
public record Window(Instant begin, Instant end) {
  /** Returns the part of the window after {@code instant}. */
  public Window after(Instant instant) {
    Instant next = instant.plusSeconds(1);
    return next.isAfter(begin) ? new Window(next, end) : this;
  }
}
