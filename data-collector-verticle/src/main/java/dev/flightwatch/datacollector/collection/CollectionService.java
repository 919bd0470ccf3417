package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.Schedule.DueAirport;
import dev.flightwatch.datacollector.flights.AirportCode;
import io.vertx.core.Future;
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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects airports: one that was just followed, or all that are due. Across all replicas an
 * airport is read once per period. Belongs to one event loop.
 */
public final class CollectionService {
  private static final Logger log = LoggerFactory.getLogger(CollectionService.class);

  private static final Instant ANY_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final Vertx vertx;
  private final CollectionStore store;
  private final Supplier<Future<List<AirportCode>>> followedAirports;
  private final CollectionTimes times;
  private final Clock clock;
  private final CreditPlanner credits;
  private final CollectionMetrics metrics;
  private final AirportCollector airports;
  private final Map<AirportCode, Future<Void>> airportToFollow = new HashMap<>();
  private Future<Integer> dueRun = Future.succeededFuture(0);
  private boolean stopping;

  public CollectionService(
      Vertx vertx,
      CollectionDependencies dependencies,
      Supplier<Future<List<AirportCode>>> followedAirports,
      CollectionTimes times,
      Clock clock) {
    this.vertx = requireNonNull(vertx);
    this.store = dependencies.collections();
    this.followedAirports = requireNonNull(followedAirports);
    this.times = requireNonNull(times);
    this.clock = requireNonNull(clock);
    this.metrics = dependencies.metrics();
    this.credits = new CreditPlanner(dependencies.source(), times.period(), clock);
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
                readOrWait(key, ANY_TIME, Optional.empty(), clock.instant().plus(times.follow())));
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
                    : readUnlessClaimed(airport, dueBy, deadline)
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
          followedAirports
              .get()
              .compose(
                  followed -> store.progress(followed).map(known -> dueAirports(followed, known)))
              .compose(this::collectAll);
    }
    return dueRun;
  }

  private List<DueAirport> dueAirports(
      List<AirportCode> followed, Map<AirportCode, CollectionProgress> known) {
    Schedule schedule = new Schedule(followed, known, clock.instant());
    credits.plan(schedule);
    metrics.planned(schedule, credits.interval());
    return schedule.dueAirports(credits.interval(), credits.rereads());
  }

  private Future<Integer> collectAll(List<DueAirport> due) {
    AtomicInteger collected = new AtomicInteger();
    return BoundedParallelism.forEach(
            due,
            times.parallel(),
            airport -> stopping ? Future.succeededFuture() : collectOne(airport, collected))
        .map(v -> collected.get());
  }

  private Future<?> collectOne(DueAirport due, AtomicInteger collected) {
    return airports
        .collectDue(due)
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
