package dev.flightwatch.datacollector.collection;

import static java.util.stream.Collectors.toSet;

import dev.flightwatch.datacollector.flights.AirportCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The reads that the followed airports are due for at a point in time.
 *
 * @param followed all followed airports
 * @param airportToProgress without the airports that were never claimed
 */
record Schedule(
    List<AirportCode> followed,
    Map<AirportCode, CollectionProgress> airportToProgress,
    Instant now) {
  /**
   * The longest interval between two live reads of an airport while the credits suffice for it.
   * With a longer one, a read would reach back a day and cost as much as a historical call.
   */
  static final Duration MAX_INTERVAL = Duration.ofHours(20);

  /**
   * An airport that is due.
   *
   * @param mandatory whether {@link #MAX_INTERVAL} has passed since its last live read
   * @param reread whether one of its finished days may be read again too
   */
  record DueAirport(AirportCode airport, boolean mandatory, boolean reread) {}

  /** Returns the number of live reads, up to {@code until}, that keep to {@link #MAX_INTERVAL}. */
  int mandatoryReads(Instant until) {
    return followed.stream()
        .map(this::mandatoryAt)
        .map(at -> at.isBefore(now) ? now : at)
        .filter(first -> !first.isAfter(until))
        .mapToInt(first -> 1 + (int) Duration.between(first, until).dividedBy(MAX_INTERVAL))
        .sum();
  }

  private Instant mandatoryAt(AirportCode airport) {
    return waitingSince(airport).map(since -> since.plus(MAX_INTERVAL)).orElse(Instant.EPOCH);
  }

  /** The last live read or, without one, the first follow. */
  private Optional<Instant> waitingSince(AirportCode airport) {
    return progress(airport).map(known -> known.readAt().orElse(known.firstFollowed()));
  }

  private Optional<CollectionProgress> progress(AirportCode airport) {
    return Optional.ofNullable(airportToProgress.get(airport));
  }

  /**
   * Counts the calls about finished days to make today, including those that are not yet settled.
   *
   * @param inPairs see {@link ReadWindows#callsDue}
   */
  int rereadCalls(boolean inPairs) {
    Instant settled = ReadWindows.settledToday(now);
    Instant then = settled.isBefore(now) ? now : settled;
    return followed.stream().mapToInt(airport -> callsDue(airport, then, inPairs).size()).sum();
  }

  private List<FinishedDays> callsDue(AirportCode airport, Instant at, boolean inPairs) {
    return progress(airport)
        .map(known -> ReadWindows.callsDue(airport, known, at, inPairs))
        .orElse(List.of());
  }

  /** Counts the days of the week before last that were never read again. */
  int daysLeftUnread() {
    return airportsWithProgress().mapToInt(known -> ReadWindows.daysMissed(known, now)).sum();
  }

  private Stream<CollectionProgress> airportsWithProgress() {
    return followed.stream().map(this::progress).flatMap(Optional::stream);
  }

  /** Returns since when the longest-waiting airport has been due. */
  Optional<Instant> oldestDue(Duration interval) {
    return followed.stream()
        .map(airport -> dueAt(airport, interval))
        .filter(due -> !due.isAfter(now))
        .min(Comparator.naturalOrder())
        .map(due -> due.equals(Instant.EPOCH) ? now : due)
        .map(due -> due.truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Returns the airports that are due, the longest-waiting first.
   *
   * @param interval interval between two live reads of an airport
   * @param rereads airports of which finished days may be read again
   */
  List<DueAirport> dueAirports(
      Duration interval, Collection<AirportCode> rereads, boolean inPairs) {
    Set<AirportCode> toReread =
        rereads.stream()
            .filter(airport -> !callsDue(airport, now, inPairs).isEmpty())
            .collect(toSet());
    return followed.stream()
        .filter(
            airport ->
                !dueAt(airport, interval).isAfter(now)
                    || toReread.contains(airport) && !nextDue(airport).isAfter(now))
        .sorted(Comparator.comparing(airport -> dueAt(airport, interval)))
        .map(
            airport ->
                new DueAirport(
                    airport, !mandatoryAt(airport).isAfter(now), toReread.contains(airport)))
        .toList();
  }

  /**
   * The stored time is the earliest. An airport that was read waits for the interval. One that
   * could not be read waits for it only when the credits do not suffice for all airports, so that
   * it does not take precedence over the others.
   */
  private Instant dueAt(AirportCode airport, Duration interval) {
    Instant earliest = nextDue(airport);
    boolean waits =
        interval.compareTo(MAX_INTERVAL) > 0
            || progress(airport).flatMap(CollectionProgress::readAt).isPresent();
    return waitingSince(airport)
        .filter(since -> waits)
        .map(since -> since.plus(interval))
        .filter(earliest::isBefore)
        .orElse(earliest);
  }

  private Instant nextDue(AirportCode airport) {
    return progress(airport).map(CollectionProgress::nextDue).orElse(Instant.EPOCH);
  }

  /** Counts the calls that the history of all airports still takes. */
  int backfillCalls(int days) {
    return airportsWithProgress()
        .mapToInt(known -> ReadWindows.backfillCalls(known, now, days).size())
        .sum();
  }

  /**
   * Returns the airports whose history is not complete: those with departures to read first, and
   * the one whose next day is the latest first.
   */
  List<AirportCode> backfill(int days, long limit) {
    return followed.stream()
        .flatMap(airport -> nextOfHistory(airport, days).stream())
        .sorted(
            Comparator.comparing((Waiting waiting) -> waiting.call().direction())
                .thenComparing(waiting -> waiting.call().last(), Comparator.reverseOrder())
                .thenComparing(Waiting::airport))
        .limit(limit)
        .map(Waiting::airport)
        .toList();
  }

  private Optional<Waiting> nextOfHistory(AirportCode airport, int days) {
    return progress(airport)
        .flatMap(known -> ReadWindows.backfillCalls(known, now, days).stream().findFirst())
        .map(call -> new Waiting(airport, call, LocalDate.MIN));
  }

  private record Waiting(AirportCode airport, FinishedDays call, LocalDate lastRead) {}

  /**
   * Returns the airports with finished days to read again: those with departures to read before
   * those with arrivals only, and the one with the oldest day first. Of the airports with the same
   * oldest day, the least recently reread one comes first.
   */
  List<AirportCode> longestWaiting(int limit, boolean inPairs) {
    return followed.stream()
        .flatMap(airport -> waiting(airport, inPairs).stream())
        .sorted(
            Comparator.comparing((Waiting waiting) -> waiting.call().direction())
                .thenComparing(waiting -> waiting.call().first())
                .thenComparing(Waiting::lastRead)
                .thenComparing(Waiting::airport))
        .limit(limit)
        .map(Waiting::airport)
        .toList();
  }

  private Optional<Waiting> waiting(AirportCode airport, boolean inPairs) {
    return callsDue(airport, now, inPairs).stream()
        .findFirst()
        .map(
            call ->
                new Waiting(
                    airport,
                    call,
                    airportToProgress.get(airport).daysRead(call.direction()).stream()
                        .max(Comparator.naturalOrder())
                        .orElse(LocalDate.MIN)));
  }
}
