package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.CollectionMessages.AirportRead;
import dev.flightwatch.datacollector.collection.Schedule.DueAirport;
import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.DayCounter;
import dev.flightwatch.datacollector.coverage.DayReading;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects one airport: claims it, counts what earlier runs left uncounted, makes the live read,
 * makes at most one call about finished days, and releases the claim.
 */
final class AirportCollector {
  private static final Logger log = LoggerFactory.getLogger(AirportCollector.class);

  static final Instant ANY_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** Renewals per duration of a lease, so that one renewal may fail. */
  private static final int RENEWALS = 3;

  /** How long a suspended process may write flights without its airport being counted again. */
  private static final Duration MARKS_KEPT = Duration.ofHours(1);

  private static final Optional<DayReading> WHOLE =
      Optional.of(new DayReading(Quarters.ALL, true, Source.OPENSKY));

  private final Vertx vertx;
  private final CollectionStore store;
  private final CollectionTimes times;
  private final Clock clock;
  private final LiveReader liveReader;
  private final FinishedDayReader finishedDayReader;
  private final CreditPlanner credits;
  private final DayCounter counter;
  private final Function<AirportRead, Future<Void>> reads;

  AirportCollector(
      Vertx vertx,
      CollectionDependencies dependencies,
      CollectionTimes times,
      CreditPlanner credits,
      Clock clock) {
    this.vertx = requireNonNull(vertx);
    this.store = dependencies.collections();
    this.times = requireNonNull(times);
    this.clock = requireNonNull(clock);
    FlightRecorder recorder = new FlightRecorder(dependencies, clock);
    this.liveReader = new LiveReader(dependencies, recorder, times, credits, clock);
    this.credits = requireNonNull(credits);
    this.finishedDayReader = new FinishedDayReader(dependencies, recorder, times, clock);
    this.counter = dependencies.counter();
    this.reads = dependencies.reads();
  }

  /**
   * Collects an airport for a follow: the live read, or simulated flights when the credits do not
   * allow the call. The first one also reads the last settled day, as far as the credits allow.
   * Returns false when another run has claimed the airport.
   */
  Future<Boolean> collectForFollow(AirportCode airport, Instant dueBy, Duration timeLimit) {
    return claimed(
        airport,
        dueBy,
        (lease, progress) ->
            liveReader
                .read(lease, progress, timeLimit, credits.allowsLive(false))
                .compose(
                    advanced ->
                        progress.readUntil().isEmpty() && advanced.readUntil().isPresent()
                            ? rereadWhileAllowed(lease, advanced)
                            : Future.succeededFuture(advanced)));
  }

  private Future<CollectionProgress> rereadWhileAllowed(Lease lease, CollectionProgress before) {
    return credits.allowsHistory()
        ? rereadOldest(lease, before, false)
            .compose(
                after ->
                    after.equals(before)
                        ? Future.succeededFuture(after)
                        : rereadWhileAllowed(lease, after))
        : Future.succeededFuture(before);
  }

  /**
   * Collects an airport that is due: the live read and, if scheduled, one finished day. Returns
   * false when the credits do not allow it yet, or when another run has claimed the airport since
   * {@code dueBy}.
   *
   * @param dueBy time at which the airport was found to be due
   */
  Future<Boolean> collectDue(DueAirport due, Instant dueBy) {
    boolean reread = due.reread() && credits.allowsHistory();
    if (!reread && !credits.allowsLive(due.mandatory())) {
      return Future.succeededFuture(false);
    }
    return claimed(
        due.airport(),
        dueBy,
        (lease, progress) ->
            liveReader
                .read(lease, progress, times.call(), true)
                .onSuccess(advanced -> credits.readMade(due.mandatory()))
                .compose(
                    advanced ->
                        reread && credits.allowsHistory()
                            ? rereadOldest(lease, advanced, credits.readsDaysInPairs())
                            : Future.succeededFuture(advanced)));
  }

  private Future<CollectionProgress> rereadOldest(
      Lease lease, CollectionProgress progress, boolean inPairs) {
    List<FinishedDays> calls =
        ReadWindows.callsDue(lease.airport(), progress, clock.instant(), inPairs);
    return calls.isEmpty()
        ? Future.succeededFuture(progress)
        : finishedDayReader.reread(lease, progress, calls.get(0), times.call());
  }

  /**
   * Reads the history of an airport, the latest days first, and stores the progress after each
   * call. Returns false when another run has claimed the airport.
   *
   * @param calls maximum number of calls
   */
  Future<Boolean> backfill(AirportCode airport, int calls) {
    return claimed(airport, ANY_TIME, (lease, progress) -> readHistory(lease, progress, calls));
  }

  private Future<CollectionProgress> readHistory(
      Lease lease, CollectionProgress before, int calls) {
    List<FinishedDays> due =
        ReadWindows.backfillCalls(before, clock.instant(), times.backfillDays());
    return due.isEmpty() || calls == 0 || !credits.allowsHistory()
        ? Future.succeededFuture(before)
        : finishedDayReader
            .reread(lease, before, due.get(0), times.call())
            .compose(
                after ->
                    after.equals(before)
                        ? Future.succeededFuture(after)
                        : advance(lease, before, after)
                            .compose(
                                held ->
                                    held
                                        ? readHistory(lease, after, calls - 1)
                                        : Future.succeededFuture(after)));
  }

  private Future<Boolean> advance(
      Lease lease, CollectionProgress before, CollectionProgress after) {
    int tenth = tenthsOfHistory(after);
    if (tenth > tenthsOfHistory(before)) {
      log.info(
          "{} % of the last {} days at {} are read", tenth * 10, daysOfHistory(), lease.airport());
    }
    return store
        .advance(lease.until(clock.instant().plus(times.lease())), after)
        .eventually(() -> published(lease.airport()));
  }

  private int tenthsOfHistory(CollectionProgress progress) {
    int read = daysOfHistory() - progress.daysMissing(clock.instant(), times.backfillDays());
    return read * 10 / daysOfHistory();
  }

  /** One day more, so that all local days are whole. */
  private int daysOfHistory() {
    return times.backfillDays() + 1;
  }

  private Future<Boolean> claimed(
      AirportCode airport,
      Instant dueBy,
      BiFunction<Lease, CollectionProgress, Future<CollectionProgress>> work) {
    Instant now = clock.instant();
    Lease lease = new Lease(airport, UUID.randomUUID().toString(), now.plus(times.lease()));
    return store
        .claim(lease, dueBy, now)
        .compose(
            claimed ->
                claimed.isEmpty()
                    ? Future.succeededFuture(false)
                    : underLease(
                            lease,
                            () ->
                                countEarlier(lease.airport(), claimed.get(), now)
                                    .compose(v -> work.apply(lease, claimed.get().progress())))
                        .eventually(() -> published(airport))
                        .map(true));
  }

  private Future<Void> published(AirportCode airport) {
    return reads.apply(new AirportRead(airport));
  }

  /** Counts the days that earlier runs may have left uncounted. */
  private Future<Void> countEarlier(AirportCode airport, Claim claim, Instant now) {
    Map<AirportDay, Optional<DayReading>> days = new LinkedHashMap<>();
    claim.moved().forEach(day -> days.put(day, Optional.empty()));
    claim.uncountedSince().ifPresent(since -> days.putAll(openDays(airport, claim, since, now)));
    Future<Void> all = Future.succeededFuture();
    for (Map.Entry<AirportDay, Optional<DayReading>> day : days.entrySet()) {
      all = all.compose(v -> counter.count(day.getKey(), day.getValue(), now));
    }
    Future<Void> counted = all;
    return claim
        .uncountedSince()
        .map(since -> counted.compose(v -> store.flightsChangedSince(airport, since)))
        .orElse(counted);
  }

  private static Map<AirportDay, Optional<DayReading>> openDays(
      AirportCode airport, Claim claim, Instant since, Instant now) {
    Map<AirportDay, Optional<DayReading>> days = new LinkedHashMap<>();
    for (Direction direction : Direction.values()) {
      List<LocalDate> read = claim.progress().daysRead(direction);
      ReadWindows.openDates(since, now)
          .forEach(
              date ->
                  days.put(
                      new AirportDay(airport, direction, date),
                      read.contains(date) ? WHOLE : Optional.empty()));
    }
    return days;
  }

  /**
   * Renews the lease while the work runs, then stores the progress and releases the lease. No
   * renewal runs concurrently with the release.
   */
  private Future<Boolean> underLease(Lease lease, Supplier<Future<CollectionProgress>> work) {
    Duration interval = times.lease().dividedBy(RENEWALS);
    RepeatingTask renewal =
        RepeatingTask.start(
            vertx,
            "Renewal of the lease on " + lease.airport(),
            interval,
            interval,
            () -> store.renew(lease.until(clock.instant().plus(times.lease()))));
    return Future.succeededFuture()
        .compose(started -> work.get())
        .eventually(renewal::stop)
        .compose(
            advanced ->
                store.release(lease.released(), advanced, clock.instant().minus(MARKS_KEPT)));
  }
}
