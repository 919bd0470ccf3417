package dev.flightwatch.datacollector.collection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The progress of an airport's collection.
 *
 * @param nextDue earliest time of the next collection
 * @param readUntil end of the last window that was read from OpenSky
 * @param readAt time of the last live read
 * @param daysRead finished UTC days that were read again; of the last 14 days only
 * @param unread whether the last live read failed, or none was made yet
 */
public record CollectionProgress(
    Instant firstFollowed,
    Instant nextDue,
    Optional<Instant> readUntil,
    Optional<Instant> readAt,
    List<LocalDate> daysRead,
    boolean unread) {

  /** Returns the progress of an airport that is followed for the first time. */
  public static CollectionProgress begun(Instant now) {
    return new CollectionProgress(now, now, Optional.empty(), Optional.empty(), List.of(), true);
  }

  /** Returns the progress when a live read begins. */
  CollectionProgress withNextDue(Instant instant) {
    return new CollectionProgress(firstFollowed, instant, readUntil, readAt, daysRead, true);
  }

  /**
   * Returns the progress after a live read, at {@code now}, of a window that ends at {@code end}.
   */
  CollectionProgress afterLiveRead(Instant end, Instant now) {
    return new CollectionProgress(
        firstFollowed, nextDue, latest(end), Optional.of(now), daysRead, false);
  }

  /** Returns the progress after a finished day, which ends at {@code end}, was read again. */
  CollectionProgress afterDayRead(Instant end, List<LocalDate> days) {
    return new CollectionProgress(firstFollowed, nextDue, latest(end), readAt, days, unread);
  }

  private Optional<Instant> latest(Instant end) {
    return Optional.of(readUntil.filter(end::isBefore).orElse(end));
  }
}
