package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.Schedule.DueAirport;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.tasks.BoundedParallelism;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects airports: one that was just followed, or all that are due. Across all replicas an
 * airport is read once per period. Belongs to one event loop.
 */
public final class CollectionService {
  private static final Logger log = LoggerFactory.getLogger(CollectionService.class);

  /** Number of due airports in one query, for each airport that is collected concurrently. */
  private static final int QUEUED = 5;

  /** Number of calls about the history by one claim, when calls cost no credits. */
  private static final int FREE_CALLS = 64;

  private final Vertx vertx;
  private final CollectionStore store;
  private final CollectionTimes times;
  private final Clock clock;
  private final CreditPlanner credits;
  private final CollectionMetrics metrics;
  private final CollectionPlanner planner;
  private final AirportCollector airports;
  private final Map<AirportCode, Future<Void>> airportToFollow = new HashMap<>();
  private Future<Integer> dueRun = Future.succeededFuture(0);
  private Plan backfilled;
  private boolean stopping;

  public CollectionService(
      Vertx vertx, CollectionDependencies dependencies, CollectionTimes times, Clock clock) {
    this.vertx = requireNonNull(vertx);
    this.store = dependencies.collections();
    this.times = requireNonNull(times);
    this.clock = requireNonNull(clock);
    this.metrics = dependencies.metrics();
    this.credits = new CreditPlanner(dependencies.source(), times, clock);
    this.planner = new CollectionPlanner(vertx, dependencies, times, credits, clock);
    this.airports = new AirportCollector(vertx, dependencies, times, credits, clock);
  }

  /**
   * Collects an airport for a follow unless it was read within the current interval: reads it, as
   * far as the credits allow, or waits for the run that is reading it. Completes within {@link
   * CollectionTimes#follow} whether or not it was read. Fails only when the database is
   * unavailable.
   */
  public Future<Void> collect(AirportCode airport) {
    Future<Void> running =
        airportToFollow.computeIfAbsent(
            airport,
            key ->
                readOrWait(
                    key,
                    AirportCollector.ANY_TIME,
                    Optional.empty(),
                    clock.instant().plus(times.follow())));
    return withinFollow(
        airport, running.onComplete(done -> airportToFollow.remove(airport, running)));
  }

  private Future<Void> withinFollow(AirportCode airport, Future<Void> running) {
    return running
        .timeout(times.follow().toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure -> {
              if (!(failure instanceof TimeoutException)) {
                return Future.failedFuture(failure);
              }
              log.info("{}: the time limit of a follow is over; the collection continues", airport);
              return Future.succeededFuture();
            });
  }

  /**
   * @param before the progress before this run waited; empty when it has not waited
   */
  private Future<Void> readOrWait(
      AirportCode airport, Instant dueBy, Optional<CollectionProgress> before, Instant deadline) {
    return store
        .progress(airport)
        .compose(
            progress ->
                progress.filter(now -> isReadRecently(now) || hasAdvanced(now, before)).isPresent()
                    ? Future.succeededFuture()
                    : readUnlessClaimed(airport, unchanged(progress, dueBy), deadline)
                        .compose(
                            claimed ->
                                claimed || remaining(deadline).compareTo(times.recheck()) <= 0
                                    ? Future.succeededFuture()
                                    : vertx
                                        .timer(times.recheck().toMillis(), TimeUnit.MILLISECONDS)
                                        .compose(
                                            v ->
                                                readOrWait(
                                                    airport,
                                                    clock.instant(),
                                                    progress,
                                                    deadline))));
  }

  /** No later than the due time that was found: another run may have read the airport since. */
  private static Instant unchanged(Optional<CollectionProgress> progress, Instant dueBy) {
    return progress.map(CollectionProgress::nextDue).filter(dueBy::isAfter).orElse(dueBy);
  }

  private boolean isReadRecently(CollectionProgress progress) {
    Instant intervalAgo = clock.instant().minus(credits.interval());
    return progress.readAt().filter(at -> at.isAfter(intervalAgo)).isPresent();
  }

  private Future<Boolean> readUnlessClaimed(AirportCode airport, Instant dueBy, Instant deadline) {
    Duration readTime = remaining(deadline.minus(times.saving()));
    return readTime.compareTo(Duration.ZERO) > 0
        ? airports.collectForFollow(airport, dueBy, readTime)
        : Future.succeededFuture(false);
  }

  /** The other run is finished: even if it read nothing, it has set the next due time. */
  private static boolean hasAdvanced(CollectionProgress now, Optional<CollectionProgress> before) {
    return before.filter(earlier -> !earlier.nextDue().equals(now.nextDue())).isPresent();
  }

  private Duration remaining(Instant deadline) {
    return Duration.between(clock.instant(), deadline);
  }

  /**
   * Collects all followed airports that are due, a bounded number concurrently, and returns their
   * number. The failure of one airport does not affect the others. If a run is in progress, returns
   * its result. Fails only when the due airports cannot be determined.
   */
  public Future<Integer> collectDue() {
    if (dueRun.isComplete()) {
      dueRun =
          planner
              .latest()
              .compose(plan -> plan.map(this::collectBy).orElse(Future.succeededFuture(0)));
    }
    return dueRun;
  }

  private Future<Integer> collectBy(Plan plan) {
    credits.adopt(plan);
    metrics.planned(plan);
    Promise<Integer> end = Promise.promise();
    collectBatches(plan, 0, end);
    return end.future().compose(collected -> backfill(plan).map(collected));
  }

  /** Each plan once, by the replica that made it, so that no call is made twice. */
  private Future<Void> backfill(Plan plan) {
    if (!planner.isOwn(plan) || plan.equals(backfilled)) {
      return Future.succeededFuture();
    }
    backfilled = plan;
    return BoundedParallelism.forEach(
        plan.backfill(),
        times.parallel(),
        airport -> stopping ? Future.succeededFuture() : backfill(airport));
  }

  private Future<?> backfill(AirportCode airport) {
    return airports
        .backfill(airport, credits.isLimited() ? 1 : FREE_CALLS)
        .onFailure(
            failure ->
                log.warn(
                    "The history of {} could not be read ({}); it is continued when its lease"
                        + " expires",
                    airport,
                    failure.toString()));
  }

  /** Uses a promise: a chain of one future per batch would overflow the stack. */
  private void collectBatches(Plan plan, int before, Promise<Integer> end) {
    int limit = times.parallel() * QUEUED;
    DueQuery query =
        new DueQuery(clock.instant(), times.period(), plan.interval(), plan.rereads(), limit);
    store
        .due(query)
        .compose(
            found ->
                collectAll(query, found)
                    .onSuccess(
                        collected -> {
                          if (collected == 0 || found.size() < limit || stopping) {
                            end.complete(before + collected);
                          } else {
                            collectBatches(plan, before + collected, end);
                          }
                        }))
        .onFailure(end::tryFail);
  }

  private Future<Integer> collectAll(
      DueQuery query, Map<AirportCode, CollectionProgress> candidates) {
    Schedule schedule = new Schedule(List.copyOf(candidates.keySet()), candidates, query.now());
    AtomicInteger collected = new AtomicInteger();
    return BoundedParallelism.forEach(
            schedule.dueAirports(query.interval(), query.rereads(), credits.readsDaysInPairs()),
            times.parallel(),
            airport ->
                stopping ? Future.succeededFuture() : collectOne(airport, query.now(), collected))
        .map(v -> collected.get());
  }

  private Future<?> collectOne(DueAirport due, Instant dueBy, AtomicInteger collected) {
    return airports
        .collectDue(due, dueBy)
        .onSuccess(claimed -> collected.addAndGet(claimed ? 1 : 0))
        .onFailure(
            failure ->
                log.warn(
                    "{} could not be collected ({}); it is retried when its lease expires",
                    due.airport(),
                    failure.toString()));
  }

  /** Returns how the day's credits are spent; empty when calls cost no credits. */
  public Optional<BudgetReport> budget() {
    return credits.report();
  }

  /**
   * Starts no further airport and waits for the running ones, at most for {@code drain}. An airport
   * that is not finished by then is collected again when its lease has expired.
   */
  public Future<Void> stop(Duration drain) {
    stopping = true;
    List<Future<?>> running = new ArrayList<>(airportToFollow.values());
    running.add(dueRun);
    return Future.join(running)
        .timeout(drain.toMillis(), TimeUnit.MILLISECONDS)
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
