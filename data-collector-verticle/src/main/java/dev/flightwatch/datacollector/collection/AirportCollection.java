package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.Schedule.Turn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * One claimed airport: the live read, then at most one finished day, then the lease is given back.
 */
final class AirportCollection {
  private final CollectionStore store;
  private final CollectionTimes times;
  private final Clock clock;
  private final AirportRun airportRun;
  private final DayRun dayRun;
  private final Spending spending;
  private final LeaseKeeper leases;

  AirportCollection(
      Vertx vertx,
      CollectionDependencies parts,
      CollectionTimes times,
      Spending spending,
      Clock clock) {
    this.store = parts.collections();
    this.times = requireNonNull(times);
    this.clock = requireNonNull(clock);
    this.airportRun = new AirportRun(parts, times, spending, clock);
    this.spending = requireNonNull(spending);
    this.dayRun = new DayRun(parts, clock);
    this.leases = new LeaseKeeper(vertx, store, times.lease(), clock);
  }

  /**
   * For somebody who waits: the live read alone, or, beyond the budget, mock flights without a
   * call; false when the airport is another's now.
   */
  Future<Boolean> follow(String airport, Instant dueBy, Duration timeLimit) {
    return claimed(
        airport,
        dueBy,
        (lease, progress) ->
            spending.allowsLive(false)
                ? airportRun.live(lease, progress, timeLimit)
                : airportRun.withoutCall(lease, progress));
  }

  /**
   * Whose turn it is: the live read, and one finished day when that is its turn too; false when the
   * airport is another's now, or not yet within the budget.
   */
  Future<Boolean> due(Turn turn) {
    boolean reread = turn.reread() && spending.allowsHistory();
    if (!reread && !spending.allowsLive(turn.needed())) {
      return Future.succeededFuture(false);
    }
    return claimed(
        turn.airport(),
        clock.instant(),
        (lease, progress) ->
            airportRun
                .live(lease, progress, times.call())
                .onSuccess(moved -> count(turn))
                .compose(
                    moved ->
                        reread && spending.allowsHistory()
                            ? oneFinishedDay(lease, moved)
                            : Future.succeededFuture(moved)));
  }

  private void count(Turn turn) {
    if (turn.needed()) {
      spending.neededReadMade();
    }
  }

  private Future<Progress> oneFinishedDay(Lease lease, Progress progress) {
    List<LocalDate> days = Windows.daysDue(progress, clock.instant());
    return days.isEmpty()
        ? Future.succeededFuture(progress)
        : dayRun.reread(lease, progress, days.get(0), times.call());
  }

  private Future<Boolean> claimed(String airport, Instant dueBy, Work work) {
    Instant now = clock.instant();
    Lease lease = new Lease(airport, UUID.randomUUID().toString(), now.plus(times.lease()));
    return store
        .claim(lease, dueBy, now)
        .compose(
            claimed ->
                claimed
                    .map(
                        progress ->
                            leases
                                .during(
                                    lease,
                                    () -> work.run(lease, progress),
                                    moved -> store.advance(lease.released(), moved))
                                .map(true))
                    .orElseGet(() -> Future.succeededFuture(false)));
  }

  @FunctionalInterface
  private interface Work {
    Future<Progress> run(Lease lease, Progress progress);
  }
}
