package dev.flightwatch.datacollector.flights;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;

/** A period in whole seconds, both ends included, as OpenSky defines it. */
public record Window(Instant begin, Instant end) {
  /** Returns the window of whole UTC dates, from the first to the last. */
  public static Window of(LocalDate first, LocalDate last) {
    return new Window(
        first.atStartOfDay(UTC).toInstant(),
        last.plusDays(1).atStartOfDay(UTC).toInstant().minusSeconds(1));
  }

  /** Returns the part of the window after {@code instant}. */
  public Window after(Instant instant) {
    Instant next = instant.plusSeconds(1);
    return next.isAfter(begin) ? new Window(next, end) : this;
  }
}
