package dev.flightwatch.datacollector.aircraft;

import dev.flightwatch.datacollector.opensky.CreditBalance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often positions are read, so that the day's credits last for the day. Each watched airport
 * gets the same share of them. Not thread-safe.
 */
final class ReadPace {
  static final Duration SHORTEST = Duration.ofSeconds(15);

  /** Reads that may follow each other at once, of airports that somebody begins to watch. */
  private static final int BURST = 30;

  /** Only one in so many of the remaining credits may be spent in a burst. */
  private static final int BURST_DIVISOR = 20;

  /**
   * A process reads at most this many times as often as would spend the credits evenly, however
   * many airports are requested. What remains then lasts too, because the pace follows it.
   */
  private static final int TOLERANCE = 2;

  private Instant spentUntil = Instant.EPOCH;

  /**
   * Returns the interval between two reads of one airport.
   *
   * @param balance empty when credits are not limited
   * @param watched number of airports that are watched
   */
  static Duration interval(Optional<CreditBalance> balance, int watched, Instant now) {
    return balance
        .map(left -> evenly(left, now).multipliedBy(Math.max(1, watched)))
        .filter(interval -> interval.compareTo(SHORTEST) > 0)
        .orElse(SHORTEST);
  }

  /** Returns the interval between two reads that spends the credits by the time of their reset. */
  private static Duration evenly(CreditBalance balance, Instant now) {
    return Duration.between(now, balance.resetsAt()).dividedBy(Math.max(1, balance.remaining()));
  }

  /** Returns whether this process may read now. */
  boolean allows(Optional<CreditBalance> balance, Instant now) {
    return balance.map(left -> allows(left, now)).orElse(true);
  }

  private boolean allows(CreditBalance balance, Instant now) {
    int burst = Math.min(BURST, balance.remaining() / BURST_DIVISOR);
    return balance.remaining() > 0
        && !spentUntil.isAfter(now.plus(gap(balance, now).multipliedBy(burst)));
  }

  /** Takes a read into account. */
  void count(Optional<CreditBalance> balance, Instant now) {
    Instant start = spentUntil.isAfter(now) ? spentUntil : now;
    spentUntil = start.plus(balance.map(left -> gap(left, now)).orElse(Duration.ZERO));
  }

  private static Duration gap(CreditBalance balance, Instant now) {
    return evenly(balance, now).dividedBy(TOLERANCE);
  }
}
