package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.ReadState;
import dev.flightwatch.datacollector.flights.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The progress of an airport's collection.
 *
 * @param nextDue earliest time of the next collection
 * @param readUntil end of the last window of departures that was read from OpenSky
 * @param readAt time of the last live read
 * @param finishedDays finished UTC days that were read again
 * @param unread whether the last live read failed, or none was made yet
 */
public record CollectionProgress(
    Instant firstFollowed,
    Instant nextDue,
    Optional<Instant> readUntil,
    Optional<Instant> readAt,
    DaysRead finishedDays,
    boolean unread) {

  /** Returns the progress of an airport that is followed for the first time. */
  public static CollectionProgress begun(Instant now) {
    return new CollectionProgress(
        now, now, Optional.empty(), Optional.empty(), DaysRead.NONE, true);
  }

  /** Returns the progress when a live read begins. */
  CollectionProgress withNextDue(Instant instant) {
    return new CollectionProgress(firstFollowed, instant, readUntil, readAt, finishedDays, true);
  }

  /**
   * Returns the progress after a live read, at {@code now}, of a window that ends at {@code end}.
   */
  CollectionProgress afterLiveRead(Instant end, Instant now) {
    return new CollectionProgress(
        firstFollowed, nextDue, latest(end), Optional.of(now), finishedDays, false);
  }

  /** Returns the progress after the flights of finished days were read again at {@code now}. */
  CollectionProgress afterDaysRead(FinishedDays days, Instant now, int daysKept) {
    Optional<Instant> until =
        days.direction() == Direction.DEPARTURE ? latest(days.window().end()) : readUntil;
    return new CollectionProgress(
        firstFollowed, nextDue, until, readAt, finishedDays.with(days, now, daysKept), unread);
  }

  private Optional<Instant> latest(Instant end) {
    return Optional.of(readUntil.filter(end::isBefore).orElse(end));
  }

  /** Counts the last {@code days} settled days and the one before that were not read again. */
  public int daysMissing(Instant now, int days) {
    return ReadWindows.daysMissing(this, now, days);
  }

  public List<LocalDate> daysRead(Direction direction) {
    return finishedDays.of(direction);
  }

  /** Returns what the airport's flights of a direction are known to contain. */
  public ReadState readState(Direction direction) {
    List<LocalDate> days = daysRead(direction);
    return direction == Direction.DEPARTURE
        ? new ReadState(readUntil.orElse(Instant.EPOCH), nextDue.toEpochMilli() + " " + days)
        : new ReadState(
            days.stream()
                .max(Comparator.naturalOrder())
                .map(day -> Window.of(day, day).end())
                .orElse(Instant.EPOCH),
            days.toString());
  }
}
