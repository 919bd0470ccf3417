package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.Budget.Demand;
import dev.flightwatch.datacollector.opensky.CreditBalance;
import dev.flightwatch.datacollector.opensky.FlightSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what may be asked of the source now, by what the airports wait for, which is looked up now
 * and then, and by what is left at the moment. Where calls cost nothing, all may. Belongs to one
 * event loop.
 */
final class Spending {
  private static final Logger log = LoggerFactory.getLogger(Spending.class);

  /** An interval that moves by less than one part in so many is not worth a line in the log. */
  private static final int NOTEWORTHY = 4;

  /** No more than a line in so long. */
  private static final Duration QUIET = Duration.ofHours(1);

  private final FlightSource source;
  private final Duration period;
  private final Clock clock;
  private Schedule schedule = Schedule.empty();
  private Demand demand = new Demand(0, 0, 0);
  private Duration logged;
  private Instant quietUntil = Instant.EPOCH;

  Spending(FlightSource source, Duration period, Clock clock) {
    this.source = requireNonNull(source);
    this.period = requireNonNull(period);
    this.clock = requireNonNull(clock);
    this.logged = period;
  }

  /** Takes note of what the airports wait for. */
  void plan(Schedule latest) {
    schedule = latest;
    source
        .balance()
        .ifPresent(
            balance -> {
              demand =
                  new Demand(
                      latest.followed().size(),
                      latest.readsNeeded(balance.resetsAt()),
                      latest.daysWaiting());
              logChange(balance);
            });
  }

  private void logChange(CreditBalance balance) {
    Duration interval = interval();
    Duration change = interval.minus(logged).abs();
    boolean noteworthy = change.multipliedBy(NOTEWORTHY).compareTo(logged) > 0;
    if (noteworthy && !clock.instant().isBefore(quietUntil)) {
      logged = interval;
      quietUntil = clock.instant().plus(QUIET);
      log.info(
          "Airports are read every {} s: {} of {} credits left until {}, {} airports, {} finished"
              + " days to read again, oldest read due {}",
          interval.toSeconds(),
          balance.remaining(),
          balance.daily(),
          balance.resetsAt(),
          demand.airports(),
          demand.days(),
          schedule.oldestDue(interval).map(Instant::toString).orElse("none"));
    }
  }

  /** Between two live reads of an airport. */
  Duration interval() {
    return budget().map(Budget::interval).orElse(period);
  }

  /** How many finished days may be read again. */
  int rereads() {
    return budget().map(Budget::rereads).orElse(Integer.MAX_VALUE);
  }

  boolean allowsHistory() {
    return budget().map(Budget::allowsHistory).orElse(true);
  }

  /** Whether a live read is within the budget; {@code needed} when the budget counts on it. */
  boolean allowsLive(boolean needed) {
    return budget().map(rule -> rule.allowsLive(needed)).orElse(true);
  }

  /** A read that the budget counted on was made. */
  void neededReadMade() {
    demand = demand.afterRead();
  }

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

  private Optional<Budget> budget() {
    return source.balance().map(balance -> new Budget(balance, clock.instant(), demand, period));
  }
}
