package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the followed airports wait for at a moment.
 *
 * @param followed all of them
 * @param airportToProgress without those that were never claimed
 */
record Schedule(List<String> followed, Map<String, Progress> airportToProgress, Instant now) {
  /** However short the credits, an airport is read this often: later, a read is history's. */
  static final Duration LONGEST = Duration.ofHours(20);

  Schedule {
    requireNonNull(now);
    followed = List.copyOf(followed);
    airportToProgress = Map.copyOf(airportToProgress);
  }

  static Schedule empty() {
    return new Schedule(List.of(), Map.of(), Instant.EPOCH);
  }

  /**
   * An airport whose turn it is.
   *
   * @param needed whether it waits longer than it ever should
   * @param reread whether a finished day of it is among those that wait longest
   */
  record Turn(String airport, boolean needed, boolean reread) {}

  /** How many live reads there must be until then, if none comes later than it ever should. */
  int readsNeeded(Instant until) {
    return followed.stream().mapToInt(airport -> readsNeeded(airport, until)).sum();
  }

  private int readsNeeded(String airport, Instant until) {
    Instant needed = neededAt(airport);
    Instant first = needed.isBefore(now) ? now : needed;
    return first.isAfter(until) ? 0 : 1 + (int) Duration.between(first, until).dividedBy(LONGEST);
  }

  private Instant neededAt(String airport) {
    return waitingSince(airport).map(since -> since.plus(LONGEST)).orElse(Instant.EPOCH);
  }

  /** The last live read, or, where there was none, the first follow. */
  private Optional<Instant> waitingSince(String airport) {
    return progress(airport).map(known -> known.readAt().orElse(known.firstFollowed()));
  }

  private Optional<Progress> progress(String airport) {
    return Optional.ofNullable(airportToProgress.get(airport));
  }

  /** The finished days to be read again today, those among them that OpenSky is yet to settle. */
  int daysWaiting() {
    Instant settled = Windows.settledToday(now);
    Instant then = settled.isBefore(now) ? now : settled;
    return airportsWithProgress().mapToInt(known -> Windows.daysDue(known, then).size()).sum();
  }

  /** The days of the week before the last that stay as they were polled. */
  int daysLeftUnread() {
    return airportsWithProgress().mapToInt(known -> Windows.daysMissed(known, now)).sum();
  }

  private Stream<Progress> airportsWithProgress() {
    return followed.stream().map(this::progress).flatMap(Optional::stream);
  }

  /** Since when the airport is due that waits longest. */
  Optional<Instant> oldestDue(Duration interval) {
    return followed.stream()
        .map(airport -> dueAt(airport, interval))
        .filter(due -> !due.isAfter(now))
        .min(Comparator.naturalOrder())
        .map(due -> due.equals(Instant.EPOCH) ? now : due)
        .map(due -> due.truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * The airports whose turn it is, the longest waiting first.
   *
   * @param interval between two live reads of an airport
   * @param rereads how many finished days may be read again
   */
  List<Turn> turns(Duration interval, int rereads, int limit) {
    Set<String> again = longestWaiting(rereads);
    return followed.stream()
        .filter(
            airport ->
                !dueAt(airport, interval).isAfter(now)
                    || again.contains(airport) && !nextDue(airport).isAfter(now))
        .sorted(Comparator.comparing(airport -> dueAt(airport, interval)))
        .limit(limit)
        .map(airport -> new Turn(airport, !neededAt(airport).isAfter(now), again.contains(airport)))
        .toList();
  }

  /**
   * The stored time is the earliest. An airport that was read waits for the interval; one that
   * could not be read does so only where the credits do not reach for all, so that none goes first.
   */
  private Instant dueAt(String airport, Duration interval) {
    Instant earliest = nextDue(airport);
    boolean waits =
        interval.compareTo(LONGEST) > 0 || progress(airport).flatMap(Progress::readAt).isPresent();
    return waitingSince(airport)
        .filter(since -> waits)
        .map(since -> since.plus(interval))
        .filter(earliest::isBefore)
        .orElse(earliest);
  }

  private Instant nextDue(String airport) {
    return progress(airport).map(Progress::nextDue).orElse(Instant.EPOCH);
  }

  private record Waiting(String airport, LocalDate day, LocalDate lastRead) {}

  /**
   * Among airports that wait for the same day, the one goes first that had its turn longest ago.
   */
  private Set<String> longestWaiting(int rereads) {
    return new HashSet<>(
        followed.stream()
            .flatMap(airport -> progress(airport).flatMap(p -> waiting(airport, p)).stream())
            .sorted(
                Comparator.comparing(Waiting::day)
                    .thenComparing(Waiting::lastRead)
                    .thenComparing(Waiting::airport))
            .limit(rereads)
            .map(Waiting::airport)
            .toList());
  }

  private Optional<Waiting> waiting(String airport, Progress known) {
    LocalDate lastRead =
        known.daysRead().stream().max(Comparator.naturalOrder()).orElse(LocalDate.MIN);
    return Windows.daysDue(known, now).stream()
        .findFirst()
        .map(day -> new Waiting(airport, day, lastRead));
  }
}
