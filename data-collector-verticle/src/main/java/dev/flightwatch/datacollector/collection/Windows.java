package dev.flightwatch.datacollector.collection;

import static java.time.ZoneOffset.UTC;

import dev.flightwatch.datacollector.flights.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which windows are asked for, so that none touches more than two UTC dates. */
final class Windows {
  /** How far each window reaches back into the last one: flights come late. */
  static final Duration OVERLAP = Duration.ofHours(2);

  /** When a finished day is settled at OpenSky: some hours after its end. */
  static final LocalTime SETTLED = LocalTime.of(4, 0);

  static final int DAYS_BACK = 7;

  private Windows() {}

  /** From the last success, or the first follow, less the overlap, but never before yesterday. */
  static Window live(Progress progress, Instant now) {
    Instant from = progress.readUntil().orElse(progress.firstFollowed()).minus(OVERLAP);
    Instant yesterday = startOf(dateOf(now).minusDays(1));
    return new Window(from.isBefore(yesterday) ? yesterday : from, now);
  }

  /** The finished days since the first follow that are still to be read again, oldest first. */
  static List<LocalDate> daysDue(Progress progress, Instant now) {
    LocalDate lastSettled =
        now.atZone(UTC).toLocalTime().isBefore(SETTLED)
            ? dateOf(now).minusDays(2)
            : dateOf(now).minusDays(1);
    List<LocalDate> days = new ArrayList<>();
    LocalDate first = latest(dateOf(progress.firstFollowed()), dateOf(now).minusDays(DAYS_BACK));
    for (LocalDate day = first; !day.isAfter(lastSettled); day = day.plusDays(1)) {
      if (!progress.daysRead().contains(day)) {
        days.add(day);
      }
    }
    return days;
  }

  /** The days read, with one more, and without those that are too old to be asked for. */
  static List<LocalDate> withDay(List<LocalDate> daysRead, LocalDate day, Instant now) {
    LocalDate oldest = dateOf(now).minusDays(DAYS_BACK);
    return Stream.concat(daysRead.stream(), Stream.of(day))
        .filter(d -> !d.isBefore(oldest))
        .distinct()
        .sorted()
        .toList();
  }

  static Window of(LocalDate day) {
    return new Window(startOf(day), startOf(day.plusDays(1)).minusSeconds(1));
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(UTC).toInstant();
  }

  private static LocalDate dateOf(Instant instant) {
    return LocalDate.ofInstant(instant, UTC);
  }

  private static LocalDate latest(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }
}
