package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How far the collection of an airport has come.
 *
 * @param firstFollowed when it was first followed
 * @param nextDue when it is to be collected next
 * @param readUntil the end of the last window that was really read
 * @param readAt when that was
 * @param daysRead the finished UTC days that were read once more; at most the last 14
 */
public record Progress(
    Instant firstFollowed,
    Instant nextDue,
    Optional<Instant> readUntil,
    Optional<Instant> readAt,
    List<LocalDate> daysRead) {
  public Progress {
    requireNonNull(firstFollowed);
    requireNonNull(nextDue);
    requireNonNull(readUntil);
    requireNonNull(readAt);
    daysRead = List.copyOf(daysRead);
  }

  /** An airport that somebody has just followed. */
  public static Progress begun(Instant now) {
    return new Progress(now, now, Optional.empty(), Optional.empty(), List.of());
  }

  Progress withNextDue(Instant instant) {
    return new Progress(firstFollowed, instant, readUntil, readAt, daysRead);
  }

  /** A live window that ends at {@code end} was read at {@code now}. */
  Progress read(Instant end, Instant now) {
    return new Progress(firstFollowed, nextDue, furthest(end), Optional.of(now), daysRead);
  }

  /** A past window that ends at {@code end} was read. */
  Progress readTo(Instant end) {
    return new Progress(firstFollowed, nextDue, furthest(end), readAt, daysRead);
  }

  private Optional<Instant> furthest(Instant end) {
    return Optional.of(readUntil.filter(end::isBefore).orElse(end));
  }

  Progress withDaysRead(List<LocalDate> days) {
    return new Progress(firstFollowed, nextDue, readUntil, readAt, days);
  }
}
