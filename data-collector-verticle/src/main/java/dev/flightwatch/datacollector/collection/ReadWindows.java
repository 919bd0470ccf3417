package dev.flightwatch.datacollector.collection;

import static java.time.ZoneOffset.UTC;
import static java.util.Collections.max;

import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.opensky.CallCost;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;

/** The windows to read from OpenSky. None touches more than two UTC dates. */
final class ReadWindows {
  /** Overlap with the previous window, because OpenSky lists flights late. */
  static final Duration OVERLAP = Duration.ofHours(2);

  /** Time of day, in UTC, after which OpenSky no longer changes the previous day. */
  static final LocalTime SETTLED = LocalTime.of(4, 0);

  /** Number of finished days that are read again if they were not yet. */
  static final int DAYS_BACK = 7;

  /** Number of days for which the days read are stored, to count those that were not read. */
  static final int DAYS_KEPT = 2 * DAYS_BACK;

  /** Less than {@link CallCost#LIVE_FOR}, in case the clock of OpenSky is ahead. */
  private static final Duration LAST_DAY = CallCost.LIVE_FOR.minusMinutes(5);

  private ReadWindows() {}

  /**
   * Returns the window of a live read: from the end of the last window that was read, minus the
   * overlap, but not from before yesterday. The first one is the last day.
   */
  static Window live(CollectionProgress progress, Instant now) {
    Instant yesterday = startOf(dateOf(now).minusDays(1));
    return progress
        .readUntil()
        .map(end -> end.minus(OVERLAP))
        .map(from -> new Window(from.isBefore(yesterday) ? yesterday : from, now))
        .orElse(lastDay(now));
  }

  /** Returns the longest window that costs no more than a live call. */
  static Window lastDay(Instant now) {
    return new Window(now.minus(LAST_DAY), now);
  }

  /** Returns the time from which yesterday is settled. */
  static Instant settledToday(Instant now) {
    return startOf(dateOf(now)).plusSeconds(SETTLED.toSecondOfDay());
  }

  /** Counts the days of the last {@link #DAYS_KEPT} that can no longer be read again. */
  static int daysMissed(CollectionProgress progress, Instant now) {
    return daysNotRead(progress, dateOf(now).minusDays(DAYS_KEPT), dateOf(now).minusDays(DAYS_BACK))
        .size();
  }

  /** Returns the finished days since the first follow to read again, oldest first. */
  static List<LocalDate> daysDue(CollectionProgress progress, Instant now) {
    LocalDate today = dateOf(now);
    LocalDate end = now.isBefore(settledToday(now)) ? today.minusDays(1) : today;
    return daysNotRead(progress, today.minusDays(DAYS_BACK), end);
  }

  private static List<LocalDate> daysNotRead(
      CollectionProgress progress, LocalDate earliest, LocalDate end) {
    LocalDate first = max(List.of(earliest, dateOf(progress.firstFollowed())));
    return first.isAfter(end)
        ? List.of()
        : first.datesUntil(end).filter(day -> !progress.daysRead().contains(day)).toList();
  }

  /** Adds a day to the days read and removes those older than {@link #DAYS_KEPT} days. */
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
}
