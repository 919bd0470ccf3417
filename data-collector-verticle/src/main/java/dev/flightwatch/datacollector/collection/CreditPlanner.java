package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.CreditBudget.Demand;
import dev.flightwatch.datacollector.opensky.CreditBalance;
import dev.flightwatch.datacollector.opensky.FlightSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which calls to the flight source are allowed now: applies {@link CreditBudget} to the
 * current credits and to the latest {@link Schedule}. If calls cost no credits, all are allowed.
 * Belongs to one event loop.
 */
final class CreditPlanner {
  private static final Logger log = LoggerFactory.getLogger(CreditPlanner.class);

  /** The interval is logged when it changes by more than one part in this many. */
  private static final int NOTEWORTHY = 4;

  private static final Duration LOG_INTERVAL = Duration.ofHours(1);

  private final FlightSource source;
  private final Duration period;
  private final Clock clock;
  private Schedule schedule = Schedule.empty();
  private Demand demand = new Demand(0, 0, 0);
  private Duration loggedInterval;
  private Instant nextLog = Instant.EPOCH;

  CreditPlanner(FlightSource source, Duration period, Clock clock) {
    this.source = requireNonNull(source);
    this.period = requireNonNull(period);
    this.clock = requireNonNull(clock);
    this.loggedInterval = period;
  }

  /** Replaces the schedule that the decisions are based on. */
  void plan(Schedule latest) {
    schedule = latest;
    source
        .balance()
        .ifPresent(
            balance -> {
              demand =
                  new Demand(
                      latest.followed().size(),
                      latest.mandatoryReads(balance.resetsAt()),
                      latest.daysToReread());
              logChange(balance);
            });
  }

  private void logChange(CreditBalance balance) {
    Duration interval = interval();
    Duration change = interval.minus(loggedInterval).abs();
    boolean noteworthy = change.multipliedBy(NOTEWORTHY).compareTo(loggedInterval) > 0;
    if (noteworthy && !clock.instant().isBefore(nextLog)) {
      loggedInterval = interval;
      nextLog = clock.instant().plus(LOG_INTERVAL);
      log.info(
          "Each airport is read every {} s: {} of {} OpenSky credits left until {}, {} airports, {}"
              + " finished days to read again, oldest read due {}",
          interval.toSeconds(),
          balance.remaining(),
          balance.daily(),
          balance.resetsAt(),
          demand.airports(),
          demand.days(),
          schedule.oldestDue(interval).map(Instant::toString).orElse("none"));
    }
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

  /** Subtracts a mandatory read that was made from the demand. */
  void mandatoryReadMade() {
    demand = demand.afterRead();
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
