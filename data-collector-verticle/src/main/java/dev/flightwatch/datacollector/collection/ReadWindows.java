package dev.flightwatch.datacollector.collection;

import static java.time.ZoneOffset.UTC;
import static java.util.Collections.max;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.opensky.CallCost;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
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
    LocalDate earliest = dateOf(now).minusDays(DAYS_KEPT);
    return Stream.of(Direction.values())
        .mapToInt(
            direction ->
                daysNotRead(progress, direction, earliest, dateOf(now).minusDays(DAYS_BACK)).size())
        .sum();
  }

  /**
   * Returns the calls for the finished days to read again, from the last one that was settled at
   * the first follow on: departures before arrivals, the oldest first. Two consecutive days take
   * one call.
   *
   * @param inPairs whether a single day waits for the next one. Half of the airports wait on one
   *     day, the other half on the next.
   */
  static List<FinishedDays> callsDue(
      AirportCode airport, CollectionProgress progress, Instant now, boolean inPairs) {
    List<FinishedDays> calls = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      LocalDate end = lastSettled(now).plusDays(1);
      Deque<LocalDate> days =
          new ArrayDeque<>(daysNotRead(progress, direction, dateOf(now).minusDays(DAYS_BACK), end));
      while (!days.isEmpty()) {
        LocalDate day = days.poll();
        LocalDate next = day.plusDays(1);
        if (next.equals(days.peek())) {
          days.poll();
          calls.add(new FinishedDays(direction, day, next));
        } else if (!inPairs || next.isBefore(end) || isSecondOfPair(airport, day)) {
          calls.add(new FinishedDays(direction, day, day));
        }
      }
    }
    return calls;
  }

  /**
   * Returns the calls for the days of history to read, of the last {@code days} settled days and
   * the one before: departures before arrivals, the latest first. They do not include the days that
   * {@link #callsDue} is about. Two consecutive days take one call.
   *
   * @param days 0 for no history
   */
  static List<FinishedDays> backfillCalls(CollectionProgress progress, Instant now, int days) {
    LocalDate regular =
        max(List.of(dateOf(now).minusDays(DAYS_BACK), lastSettled(progress.firstFollowed())));
    LocalDate end = Collections.min(List.of(regular, lastSettled(now).plusDays(1)));
    LocalDate oldest = days == 0 ? end : lastSettled(now).minusDays(days);
    List<FinishedDays> calls = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      LocalDate day = end.minusDays(1);
      while (!day.isBefore(oldest)) {
        LocalDate before = day.minusDays(1);
        boolean isRead = progress.daysRead(direction).contains(day);
        boolean isPair = !before.isBefore(oldest) && !progress.daysRead(direction).contains(before);
        if (!isRead) {
          calls.add(new FinishedDays(direction, isPair ? before : day, day));
        }
        day = !isRead && isPair ? before.minusDays(1) : before;
      }
    }
    return calls;
  }

  /** Counts the last {@code days} settled days and the one before that were not read again. */
  static int daysMissing(CollectionProgress progress, Instant now, int days) {
    LocalDate last = lastSettled(now);
    return (int)
        last.minusDays(days)
            .datesUntil(last.plusDays(1))
            .filter(
                day ->
                    Stream.of(Direction.values())
                        .anyMatch(direction -> !progress.daysRead(direction).contains(day)))
            .count();
  }

  private static boolean isSecondOfPair(AirportCode airport, LocalDate day) {
    return Math.floorMod(day.toEpochDay() + airport.value().hashCode(), 2) == 1;
  }

  /** Returns the dates that reads since an instant may have changed, today included. */
  static Stream<LocalDate> openDates(Instant since, Instant now) {
    return dateOf(since).minusDays(DAYS_BACK).datesUntil(dateOf(now).plusDays(1));
  }

  private static LocalDate lastSettled(Instant now) {
    return dateOf(now).minusDays(now.isBefore(settledToday(now)) ? 2 : 1);
  }

  private static List<LocalDate> daysNotRead(
      CollectionProgress progress, Direction direction, LocalDate earliest, LocalDate end) {
    LocalDate first = max(List.of(earliest, lastSettled(progress.firstFollowed())));
    return first.isAfter(end)
        ? List.of()
        : first.datesUntil(end).filter(day -> !progress.daysRead(direction).contains(day)).toList();
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(UTC).toInstant();
  }

  private static LocalDate dateOf(Instant instant) {
    return LocalDate.ofInstant(instant, UTC);
  }
}
