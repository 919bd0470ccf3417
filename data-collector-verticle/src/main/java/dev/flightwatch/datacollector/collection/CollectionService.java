package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.Schedule.Turn;
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
 * Collects airports: the one that was just followed, or all that are due. Over all replicas an
 * airport is read once a period. Belongs to one event loop.
 */
public final class CollectionService {
  private static final Logger log = LoggerFactory.getLogger(CollectionService.class);

  /** A bound on the airports of one run; the others stay due, and the next run takes them. */
  private static final int MAX_DUE = 10_000;

  private static final Instant ANY_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final Vertx vertx;
  private final CollectionStore store;
  private final Supplier<Future<List<String>>> followedAirports;
  private final CollectionTimes times;
  private final Clock clock;
  private final Spending spending;
  private final CollectionMetrics metrics;
  private final AirportCollection airports;
  private final Map<String, Future<Void>> airportToFollow = new HashMap<>();
  private Future<Integer> dueRun = Future.succeededFuture(0);
  private boolean stopping;

  public CollectionService(
      Vertx vertx,
      CollectionDependencies parts,
      Supplier<Future<List<String>>> followedAirports,
      CollectionTimes times,
      Clock clock) {
    this.vertx = requireNonNull(vertx);
    this.store = parts.collections();
    this.followedAirports = requireNonNull(followedAirports);
    this.times = requireNonNull(times);
    this.clock = requireNonNull(clock);
    this.metrics = parts.metrics();
    this.spending = new Spending(parts.source(), times.period(), clock);
    this.airports = new AirportCollection(vertx, parts, times, spending, clock);
  }

  /**
   * Sees to it that an airport has been read within the interval in force: reads it, as far as the
   * day's credits allow, or waits for who is reading it. Completes within the time of a follow,
   * whatever came of it; fails only when the database is away.
   */
  public Future<Void> collect(AirportCode airport) {
    Future<Void> running = airportToFollow.get(airport.value());
    if (running == null) {
      running =
          readOrWait(airport.value(), clock.instant().plus(times.follow()))
              .onComplete(done -> airportToFollow.remove(airport.value()));
      if (!running.isComplete()) {
        airportToFollow.put(airport.value(), running);
      }
    }
    return withinFollow(airport, running);
  }

  private Future<Void> withinFollow(AirportCode airport, Future<Void> running) {
    return running
        .timeout(times.follow().toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure -> {
              if (failure instanceof TimeoutException) {
                log.info("{}: a follow waited long enough; the collection goes on", airport);
                return Future.succeededFuture();
              }
              return Future.failedFuture(failure);
            });
  }

  private Future<Void> readOrWait(String airport, Instant deadline) {
    return store
        .progress(airport)
        .compose(
            progress ->
                progress.filter(this::isReadLately).isPresent()
                    ? Future.succeededFuture()
                    : readUnlessClaimed(airport, ANY_TIME, progress, deadline));
  }

  private boolean isReadLately(Progress progress) {
    Instant intervalAgo = clock.instant().minus(spending.interval());
    return progress.readAt().filter(at -> at.isAfter(intervalAgo)).isPresent();
  }

  private Future<Void> readUnlessClaimed(
      String airport, Instant dueBy, Optional<Progress> seen, Instant deadline) {
    Duration question = left(deadline.minus(times.saving()));
    if (question.compareTo(Duration.ZERO) <= 0) {
      return waitForOther(airport, seen, deadline);
    }
    return airports
        .follow(airport, dueBy, question)
        .compose(
            claimed -> claimed ? Future.succeededFuture() : waitForOther(airport, seen, deadline));
  }

  private Future<Void> waitForOther(String airport, Optional<Progress> seen, Instant deadline) {
    if (left(deadline).compareTo(times.recheck()) <= 0) {
      return Future.succeededFuture();
    }
    return vertx
        .timer(times.recheck().toMillis(), TimeUnit.MILLISECONDS)
        .compose(v -> store.progress(airport))
        .compose(
            progress ->
                progress.filter(known -> isReadLately(known) || hasMoved(known, seen)).isPresent()
                    ? Future.succeededFuture()
                    : readUnlessClaimed(airport, clock.instant(), progress, deadline));
  }

  /** Whoever was at it has finished since: where nothing was read, the next run has moved. */
  private static boolean hasMoved(Progress known, Optional<Progress> seen) {
    return seen.filter(before -> !before.nextDue().equals(known.nextDue())).isPresent();
  }

  private Duration left(Instant deadline) {
    return Duration.between(clock.instant(), deadline);
  }

  /**
   * Collects all followed airports that are due, a few at a time. One airport's failure harms no
   * other. When a run is under way already, that one is answered with. Fails only when it cannot be
   * told what is due.
   */
  public Future<Integer> collectDue() {
    if (dueRun.isComplete()) {
      dueRun =
          followedAirports
              .get()
              .compose(followed -> store.progress(followed).map(known -> turns(followed, known)))
              .compose(this::collectAll);
    }
    return dueRun;
  }

  private List<Turn> turns(List<String> followed, Map<String, Progress> known) {
    Schedule schedule = new Schedule(followed, known, clock.instant());
    spending.plan(schedule);
    metrics.planned(schedule, spending.interval());
    return schedule.turns(spending.interval(), spending.rereads(), MAX_DUE);
  }

  private Future<Integer> collectAll(List<Turn> due) {
    AtomicInteger collected = new AtomicInteger();
    return Lanes.forEach(
            due,
            times.parallel(),
            turn -> stopping ? Future.succeededFuture() : collectOne(turn, collected))
        .map(v -> collected.get());
  }

  private Future<Void> collectOne(Turn turn, AtomicInteger collected) {
    return airports
        .due(turn)
        .onSuccess(claimed -> collected.addAndGet(claimed ? 1 : 0))
        .onFailure(e -> log.warn("{} could not be collected: {}", turn.airport(), e.toString()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /** How the day's credits are spent; empty when calls cost nothing. */
  public Optional<BudgetReport> budget() {
    return spending.report();
  }

  /**
   * Begins no further airport, and waits a while for those under way. What is not done by then is
   * taken up by whoever claims the airport when the lease has run out.
   */
  public Future<Void> stop(Duration patience) {
    stopping = true;
    List<Future<?>> running = new ArrayList<>(airportToFollow.values());
    running.add(dueRun);
    return Future.join(running)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
