package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.opensky.CallCost;
import dev.flightwatch.datacollector.opensky.CreditBalance;
import java.time.Duration;
import java.time.Instant;

/**
 * The rule by which the rest of the day's credits is spent: first on the live reads that each
 * airport needs, then on finished days, then on shorter intervals. A small part is kept for
 * airports that are yet to be followed, the smaller the later it is.
 *
 * @param period the shortest interval
 */
record Budget(CreditBalance balance, Instant now, Demand demand, Duration period) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int LIVE = CallCost.LIVE.credits();
  private static final int HISTORY = CallCost.HISTORY.credits();

  /** One in so many credits is kept for new airports. */
  private static final int KEPT = 20;

  Budget {
    requireNonNull(balance);
    requireNonNull(now);
    requireNonNull(demand);
    requireNonNull(period);
  }

  /**
   * What is to be paid for until the credits are new.
   *
   * @param airports how many are followed
   * @param reads live reads without which one of them would wait longer than it ever should
   * @param days finished days to be read again
   */
  record Demand(int airports, int reads, int days) {
    Demand afterRead() {
      return new Demand(airports, Math.max(0, reads - 1), days);
    }
  }

  /** The interval in force: what is left over shortens it, evenly over the rest of the day. */
  Duration interval() {
    long reads = liveReads();
    Duration longest = longer(period, Schedule.LONGEST);
    if (demand.airports() == 0) {
      return period;
    }
    if (reads == 0) {
      return longest;
    }
    Duration even = longer(period, left().multipliedBy(demand.airports()).dividedBy(reads));
    boolean needsCovered = reads >= demand.reads();
    return needsCovered ? shorter(even, longest) : longer(even, longest);
  }

  private long liveReads() {
    long spare = spare();
    if (spare < 0) {
      return Math.min(balance.remaining() / LIVE, demand.reads());
    }
    long days = Math.min(demand.days(), spare / HISTORY);
    return demand.reads() + (spare - days * HISTORY) / LIVE;
  }

  /** How many finished days may be read again now, each beside a live read. */
  int rereads() {
    return (int) Math.max(0, spare() / (HISTORY + LIVE));
  }

  /** Whether a call of this kind about the past leaves enough for what comes first. */
  boolean allowsHistory() {
    return spare() >= HISTORY;
  }

  /**
   * Whether a live read may be made now.
   *
   * @param needed whether the budget counts on it already
   */
  boolean allowsLive(boolean needed) {
    long first = needed ? 0 : (long) demand.reads() * LIVE;
    return balance.remaining() - first >= LIVE;
  }

  /** What is left when all needed live reads are paid for, and those of new airports. */
  private long spare() {
    long kept = balance.daily() / KEPT * left().toMillis() / DAY.toMillis();
    return balance.remaining() - (long) demand.reads() * LIVE - kept;
  }

  private Duration left() {
    Duration left = Duration.between(now, balance.resetsAt());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
