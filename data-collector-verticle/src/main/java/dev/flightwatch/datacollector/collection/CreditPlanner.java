package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.opensky.FlightSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides which calls to the flight source are allowed now: applies {@link CreditBudget} to the
 * current credits and to the latest {@link Plan}. If calls cost no credits, all are allowed.
 * Belongs to one event loop.
 */
final class CreditPlanner {
  /** Maximum number of finished days that are read again by one plan. */
  static final int MAX_REREADS = 200;

  private final FlightSource source;
  private final Duration period;
  private final int backfillDays;
  private final Clock clock;
  private Plan plan;
  private Demand demand = new Demand(0, 0, 0, 0);

  CreditPlanner(FlightSource source, CollectionTimes times, Clock clock) {
    this.source = requireNonNull(source);
    this.period = times.period();
    this.backfillDays = times.backfillDays();
    this.clock = requireNonNull(clock);
    this.plan =
        new Plan(
            Instant.EPOCH,
            period,
            List.of(),
            demand,
            Optional.empty(),
            0,
            List.of(),
            Instant.EPOCH);
  }

  /**
   * Returns a plan for all followed airports, by the current credits.
   *
   * @param before the latest plan
   */
  Plan plan(Schedule all, Optional<Plan> before) {
    Plan oneDayPerCall = plan(all, before, false);
    return oneDayPerCall.interval().compareTo(period) > 0 ? plan(all, before, true) : oneDayPerCall;
  }

  private Plan plan(Schedule all, Optional<Plan> before, boolean inPairs) {
    Demand needed =
        new Demand(
            all.followed().size(),
            source.balance().map(balance -> all.mandatoryReads(balance.resetsAt())).orElse(0),
            all.rereadCalls(inPairs),
            all.backfillCalls(backfillDays));
    Optional<CreditBudget> budget = budget(needed);
    Duration interval = budget.map(CreditBudget::interval).orElse(period);
    int rereads = budget.map(CreditBudget::rereads).orElse(MAX_REREADS);
    Instant lastBackfill = before.map(Plan::backfillAt).orElse(Instant.EPOCH);
    long backfill =
        budget.map(today -> today.backfillCallsSince(lastBackfill)).orElse((long) MAX_REREADS);
    return new Plan(
        all.now(),
        interval,
        all.longestWaiting(Math.min(rereads, MAX_REREADS), inPairs),
        needed,
        all.oldestDue(interval),
        all.daysLeftUnread(),
        all.backfill(backfillDays, Math.min(backfill, MAX_REREADS)),
        backfill > 0 ? all.now() : lastBackfill);
  }

  /** Replaces the plan that the decisions are based on. */
  void adopt(Plan latest) {
    if (!latest.madeAt().equals(plan.madeAt())) {
      plan = latest;
      demand = latest.demand();
    }
  }

  /** Returns the current interval between two live reads of an airport. */
  Duration interval() {
    return plan.interval();
  }

  /** Returns whether a finished day waits for the next one, to take one call with it. */
  boolean readsDaysInPairs() {
    return plan.interval().compareTo(period) > 0;
  }

  /** Returns whether calls cost credits. */
  boolean isLimited() {
    return source.balance().isPresent();
  }

  boolean allowsHistory() {
    return budget().map(CreditBudget::allowsHistory).orElse(true);
  }

  /** Returns whether a live read may be made now; see {@link CreditBudget#allowsLive}. */
  boolean allowsLive(boolean mandatory) {
    return budget().map(budget -> budget.allowsLive(mandatory)).orElse(true);
  }

  /** Subtracts a read that was made from the demand if it was mandatory. */
  void readMade(boolean mandatory) {
    demand = mandatory ? demand.afterRead() : demand;
  }

  /** Returns how the credits are spent; empty if calls cost none. */
  Optional<BudgetReport> report() {
    return source
        .balance()
        .map(
            balance ->
                new BudgetReport(
                    balance,
                    plan.interval(),
                    plan.oldestDue().orElse(null),
                    plan.daysLeftUnread(),
                    plan.demand().backfill()));
  }

  private Optional<CreditBudget> budget() {
    return budget(demand);
  }

  private Optional<CreditBudget> budget(Demand needed) {
    return source
        .balance()
        .map(balance -> new CreditBudget(balance, clock.instant(), needed, period));
  }
}
