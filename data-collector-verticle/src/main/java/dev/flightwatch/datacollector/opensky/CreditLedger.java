package dev.flightwatch.datacollector.opensky;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.opensky.OpenSkyException.Withheld;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Keeps account of the day's credits: each call is charged when it is made, and an answer that says
 * what is left corrects the account. No account is kept where the day's credits are given as 0.
 * Safe for use by any thread.
 */
final class CreditLedger {

  /** A new day is counted on a little late, should our clock be ahead of OpenSky's. */
  static final Duration MARGIN = Duration.ofMinutes(1);

  private static final Duration DAY = Duration.ofDays(1);

  private final int daily;
  private final Clock clock;
  private LocalDate day;
  private int remaining;
  private int inFlight;
  private long begun;

  CreditLedger(int daily, Clock clock) {
    this.daily = daily;
    this.clock = requireNonNull(clock);
    this.day = today();
    // What was spent before we started is not known; until OpenSky tells, an even part was.
    Duration left = Duration.between(clock.instant(), resetsAt());
    this.remaining = (int) (daily * Math.min(left.toMillis(), DAY.toMillis()) / DAY.toMillis());
  }

  /** Empty when no account is kept. */
  synchronized Optional<CreditBalance> balance() {
    startDay();
    return daily == 0
        ? Optional.empty()
        : Optional.of(new CreditBalance(remaining, daily, resetsAt()));
  }

  /**
   * Takes what a call costs; it ends with {@link Charge#end}.
   *
   * @throws Withheld when less than that is left
   */
  synchronized Charge charge(DepartureQuery query) {
    startDay();
    int cost = CallCost.of(query.begin(), clock.instant()).credits();
    if (daily > 0 && cost > remaining) {
      throw new Withheld("The day's credits of OpenSky are spent: no calls until " + resetsAt());
    }
    take(cost);
    inFlight++;
    begun++;
    return new Charge(cost, day, inFlight == 1 ? begun : 0);
  }

  /** A 429 that lasts as long as the day says that others have spent the rest. */
  synchronized void refused(Duration retryAfter) {
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

  private void take(int credits) {
    remaining = Math.max(0, remaining - credits);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant().minus(MARGIN), UTC);
  }

  private Instant resetsAt() {
    return day.plusDays(1).atStartOfDay(UTC).toInstant().plus(MARGIN);
  }

  /** One call on the account. */
  final class Charge {
    private final int cost;
    private final LocalDate madeOn;
    private final long alone;

    private Charge(int cost, LocalDate madeOn, long alone) {
      this.cost = cost;
      this.madeOn = madeOn;
      this.alone = alone;
    }

    /**
     * The answer told what is left. Answers overtake each other, so beside other calls only a worse
     * state than thought is believed; what a call of the day before tells is of no use.
     */
    void told(int left) {
      synchronized (CreditLedger.this) {
        startDay();
        if (!madeOn.equals(day)) {
          take(cost);
        } else if (alone == begun) {
          remaining = left;
        } else {
          remaining = Math.min(remaining, left);
        }
      }
    }

    /** The call was refused, which costs nothing. */
    void giveBack() {
      synchronized (CreditLedger.this) {
        startDay();
        if (madeOn.equals(day)) {
          remaining = Math.min(daily, remaining + cost);
        }
      }
    }

    void end() {
      synchronized (CreditLedger.this) {
        inFlight--;
      }
    }
  }
}
