package dev.flightwatch.embedded.opensky;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Conversions between times and UTC dates, which OpenSky uses. */
final class UtcDays {

  static final long SECONDS = 86_400;

  private UtcDays() {}

  static LocalDate of(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  static LocalDate of(long epochSecond) {
    return LocalDate.ofEpochDay(Math.floorDiv(epochSecond, SECONDS));
  }

  static long startOf(LocalDate date) {
    return date.toEpochDay() * SECONDS;
  }
}
