package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.Schedule.DueAirport;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Collects one airport: claims it, makes the live read, reads at most one finished day again, and
 * releases the claim.
 */
final class AirportCollector {
  /** Renewals per duration of a lease, so that one renewal may fail. */
  private static final int RENEWALS = 3;

  private final Vertx vertx;
  private final CollectionStore store;
  private final CollectionTimes times;
  private final Clock clock;
  private final LiveReader liveReader;
  private final FinishedDayReader finishedDayReader;
  private final CreditPlanner credits;

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
    this.liveReader = new LiveReader(dependencies, times, credits, clock);
    this.credits = requireNonNull(credits);
    this.finishedDayReader = new FinishedDayReader(dependencies, clock);
  }

  /**
   * Collects an airport for a follow: the live read only, or simulated flights when the credits do
   * not allow the call. Returns false when another run has claimed the airport.
   */
  Future<Boolean> collectForFollow(AirportCode airport, Instant dueBy, Duration timeLimit) {
    return claimed(
        airport,
        dueBy,
        (lease, progress) ->
            liveReader.read(lease, progress, timeLimit, credits.allowsLive(false)));
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
                            ? rereadOldestDay(lease, advanced)
                            : Future.succeededFuture(advanced)));
  }

  private Future<CollectionProgress> rereadOldestDay(Lease lease, CollectionProgress progress) {
    List<LocalDate> days = ReadWindows.daysDue(progress, clock.instant());
    return days.isEmpty()
        ? Future.succeededFuture(progress)
        : finishedDayReader.reread(lease, progress, days.get(0), times.call());
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
                    : underLease(lease, () -> work.apply(lease, claimed.get())).map(true));
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
        .compose(advanced -> store.advance(lease.released(), advanced));
  }
}
