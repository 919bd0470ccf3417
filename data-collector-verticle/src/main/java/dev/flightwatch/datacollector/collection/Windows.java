package dev.flightwatch.datacollector.collection;

import static java.time.ZoneOffset.UTC;

import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.opensky.CallCost;
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

  /** So long it is remembered which days were read, to count those that were not. */
  static final int DAYS_KEPT = 2 * DAYS_BACK;

  /** A window a little shorter than that is live by OpenSky's clock too. */
  private static final Duration LAST_DAY = CallCost.LIVE_FOR.minusMinutes(5);

  private Windows() {}

  /** From the last success, or the first follow, less the overlap, but never before yesterday. */
  static Window live(Progress progress, Instant now) {
    Instant from = progress.readUntil().orElse(progress.firstFollowed()).minus(OVERLAP);
    Instant yesterday = startOf(dateOf(now).minusDays(1));
    return new Window(from.isBefore(yesterday) ? yesterday : from, now);
  }

  /** The longest window that costs as little as a live one. */
  static Window lastDay(Instant now) {
    return new Window(now.minus(LAST_DAY), now);
  }

  /** When OpenSky settles yesterday. */
  static Instant settledToday(Instant now) {
    return startOf(dateOf(now)).plusSeconds(SETTLED.toSecondOfDay());
  }

  /** How many days of the last {@link #DAYS_KEPT} were not read again, and are not any more. */
  static int daysMissed(Progress progress, Instant now) {
    LocalDate today = dateOf(now);
    LocalDate first = latest(dateOf(progress.firstFollowed()), today.minusDays(DAYS_KEPT));
    LocalDate end = latest(first, today.minusDays(DAYS_BACK));
    return (int) first.datesUntil(end).filter(day -> !progress.daysRead().contains(day)).count();
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

  /** The days read, with one more, and without those that are too old to be counted. */
  static List<LocalDate> withDay(List<LocalDate> daysRead, LocalDate day, Instant now) {
    LocalDate oldest = dateOf(now).minusDays(DAYS_KEPT);
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
