package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.CreditBudget.Demand;
import dev.flightwatch.datacollector.opensky.FlightSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which calls to the flight source are allowed now: applies {@link CreditBudget} to the
 * current credits and to the latest {@link Schedule}. If calls cost no credits, all are allowed.
 * Belongs to one event loop.
 */
final class CreditPlanner {
  private final FlightSource source;
  private final Duration period;
  private final Clock clock;
  private Schedule schedule = new Schedule(List.of(), Map.of(), Instant.EPOCH);
  private Demand demand = new Demand(0, 0, 0);

  CreditPlanner(FlightSource source, Duration period, Clock clock) {
    this.source = requireNonNull(source);
    this.period = requireNonNull(period);
    this.clock = requireNonNull(clock);
  }

  /** Replaces the schedule that the decisions are based on. */
  void plan(Schedule latest) {
    schedule = latest;
    source
        .balance()
        .ifPresent(
            balance ->
                demand =
                    new Demand(
                        latest.followed().size(),
                        latest.mandatoryReads(balance.resetsAt()),
                        latest.daysToReread()));
  }

  /** Returns the current interval between two live reads of an airport. */
  Duration interval() {
    return budget().map(CreditBudget::interval).orElse(period);
  }

  /** Returns how many finished days may be read again now. */
  int rereads() {
    return budget().map(CreditBudget::rereads).orElse(Integer.MAX_VALUE);
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
    Duration interval = interval();
    return source
        .balance()
        .map(
            balance ->
                new BudgetReport(
                    balance,
                    interval,
                    schedule.oldestDue(interval).orElse(null),
                    schedule.daysLeftUnread()));
  }

  private Optional<CreditBudget> budget() {
    return source
        .balance()
        .map(balance -> new CreditBudget(balance, clock.instant(), demand, period));
  }
}
