package dev.flightwatch.datacollector.opensky;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Tracks the day's credits: each call is charged when it is made, and a response that reports the
 * remaining credits corrects the balance. Credits are not limited if the daily credits are 0. Safe
 * for use by any thread.
 */
final class CreditLedger {

  /** Delay of the daily reset, in case the local clock is ahead of OpenSky's. */
  static final Duration MARGIN = Duration.ofMinutes(1);

  private static final Duration DAY = Duration.ofDays(1);

  private final int daily;
  private final Clock clock;
  private LocalDate day;
  private int remaining;
  private int inFlight;
  private long callsMade;

  CreditLedger(int daily, Clock clock) {
    this.daily = daily;
    this.clock = requireNonNull(clock);
    this.day = today();
    // Until OpenSky reports the balance, the credits are assumed to be spent evenly over the day.
    Duration left = Duration.between(clock.instant(), resetsAt());
    this.remaining = (int) (daily * Math.min(left.toMillis(), DAY.toMillis()) / DAY.toMillis());
  }

  /** Returns the balance; empty when credits are not limited. */
  synchronized Optional<CreditBalance> balance() {
    startDay();
    return daily == 0
        ? Optional.empty()
        : Optional.of(new CreditBalance(remaining, daily, resetsAt()));
  }

  /**
   * Charges a call, which ends with {@link #end}.
   *
   * @throws OpenSkyException when the remaining credits do not suffice
   */
  synchronized Charge charge(int cost) {
    startDay();
    if (daily > 0 && cost > remaining) {
      throw new OpenSkyException(
          CallStatus.WITHHELD, "the day's OpenSky credits are spent: no calls until " + resetsAt());
    }
    remaining = Math.max(0, remaining - cost);
    inFlight++;
    callsMade++;
    return new Charge(cost, day, inFlight == 1 ? callsMade : 0);
  }

  /** A 429 for the rest of the day means that another client has spent the credits. */
  synchronized void rateLimited(Duration retryAfter) {
    startDay();
    Instant free = clock.instant().plus(retryAfter);
    if (!free.isBefore(resetsAt().minus(MARGIN.multipliedBy(2)))) {
      remaining = 0;
    }
  }

  private void startDay() {
    if (!today().equals(day)) {
      day = today();
      remaining = daily;
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant().minus(MARGIN), UTC);
  }

  private Instant resetsAt() {
    return day.plusDays(1).atStartOfDay(UTC).toInstant().plus(MARGIN);
  }

  /**
   * The charge for one call.
   *
   * @param numberIfAlone the number of the call if no other was in flight when it was made,
   *     otherwise 0
   */
  record Charge(int cost, LocalDate madeOn, long numberIfAlone) {}

  /**
   * Applies the remaining credits that the response to a call reports. Responses of concurrent
   * calls may arrive out of order, so with other calls only a lower balance is applied. A call that
   * was made on the previous day is charged to today instead: its report is about the previous day.
   */
  synchronized void reported(Charge charge, int left) {
    startDay();
    if (!charge.madeOn.equals(day)) {
      remaining = Math.max(0, remaining - charge.cost);
    } else if (charge.numberIfAlone == callsMade) {
      remaining = left;
    } else {
      remaining = Math.min(remaining, left);
    }
  }

  /** Refunds a rejected call, which costs nothing. */
  synchronized void refund(Charge charge) {
    startDay();
    if (charge.madeOn.equals(day)) {
      remaining = Math.min(daily, remaining + charge.cost);
    }
  }

  /** Ends a call. */
  synchronized void end() {
    inFlight--;
  }
}
