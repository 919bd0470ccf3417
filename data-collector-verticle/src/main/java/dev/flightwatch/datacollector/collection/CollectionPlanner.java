package dev.flightwatch.datacollector.collection;

import static java.util.Collections.min;
import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.tasks.ExclusiveTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the {@link Plan} when the stored one is old, in one replica at a time, and reads it
 * otherwise. Only the replica that makes the plan reads the progress of all followed airports.
 */
final class CollectionPlanner {
  /** Number of airports read in one query. */
  static final int PAGE = 1_000;

  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  /** Shorter when calls cost no credits, so that the history of a new airport is read soon. */
  private static final Duration MAX_AGE_UNLIMITED = Duration.ofSeconds(20);

  private final CollectionStore store;
  private final CreditPlanner credits;
  private final Clock clock;
  private final Duration maxAge;
  private final ExclusiveTask planning;
  private Instant lastMade = Instant.EPOCH;

  CollectionPlanner(
      Vertx vertx,
      CollectionDependencies dependencies,
      CollectionTimes times,
      CreditPlanner credits,
      Clock clock) {
    this.store = dependencies.collections();
    this.credits = requireNonNull(credits);
    this.clock = requireNonNull(clock);
    this.maxAge =
        min(
            List.of(
                credits.isLimited() ? MAX_AGE : MAX_AGE_UNLIMITED, times.period().dividedBy(2)));
    this.planning = new ExclusiveTask(vertx, dependencies.tasks(), "plan", maxAge, clock);
  }

  /** Returns the latest plan; empty while another replica is making the first one. */
  Future<Optional<Plan>> latest() {
    return store
        .plan()
        .compose(
            stored ->
                stored.filter(this::isFresh).isPresent()
                    ? Future.succeededFuture(stored)
                    : planning
                        .run(isHeld -> makePlan(stored))
                        .compose(ran -> ran ? store.plan() : Future.succeededFuture(stored)));
  }

  /** Returns whether this replica made the plan. */
  boolean isOwn(Plan plan) {
    return plan.madeAt().equals(lastMade);
  }

  private boolean isFresh(Plan plan) {
    return plan.madeAt().plus(maxAge).isAfter(clock.instant());
  }

  /** A plan of a run that was suspended is older than the stored one, and is not stored. */
  private Future<Void> makePlan(Optional<Plan> before) {
    return followed(new LinkedHashMap<>(), "")
        .map(
            all ->
                credits.plan(
                    new Schedule(new ArrayList<>(all.keySet()), all, storedTime()), before))
        .compose(plan -> store.savePlan(plan).onSuccess(saved -> lastMade = plan.madeAt()));
  }

  /** Stores keep milliseconds. */
  private Instant storedTime() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Future<Map<AirportCode, CollectionProgress>> followed(
      Map<AirportCode, CollectionProgress> before, String after) {
    return store
        .followed(after, PAGE)
        .compose(
            page -> {
              before.putAll(page);
              return page.size() < PAGE
                  ? Future.succeededFuture(before)
                  : followed(before, lastOf(page));
            });
  }

  private static String lastOf(Map<AirportCode, CollectionProgress> page) {
    return page.keySet().stream().reduce((first, second) -> second).orElseThrow().value();
  }
}
