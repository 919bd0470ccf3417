package dev.flightwatch.datacollector.coverage;

import static java.time.ZoneOffset.UTC;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Window;
import java.time.Instant;
import java.time.LocalDate;

/** One UTC date of an airport's flights of one direction. */
public record AirportDay(AirportCode airport, Direction direction, LocalDate date) {
  public static AirportDay of(AirportCode airport, Direction direction, Instant instant) {
    return new AirportDay(airport, direction, LocalDate.ofInstant(instant, UTC));
  }

  /** Parses the text of {@link #id()}. */
  public static AirportDay parse(String id) {
    String[] parts = id.split(":");
    return new AirportDay(
        new AirportCode(parts[0]), Direction.ofLabel(parts[1]), LocalDate.parse(parts[2]));
  }

  /** Returns a text such as {@code LICC:departure:2026-11-26}. */
  public String id() {
    return airport + ":" + direction.label() + ":" + date;
  }

  public Instant begin() {
    return window().begin();
  }

  public Window window() {
    return Window.of(date, date);
  }
}
