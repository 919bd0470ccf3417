package dev.flightwatch.datacollector.collection;

import static java.util.Collections.max;
import static java.util.Collections.min;

import dev.flightwatch.datacollector.opensky.CallCost;
import dev.flightwatch.datacollector.opensky.CreditBalance;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * Distributes the remaining OpenSky credits of the day: first to the mandatory live reads of each
 * airport, then to finished days, then in halves to the history of airports and to shorter
 * intervals between live reads. A small share is reserved for airports that are followed later in
 * the day; it shrinks as the day passes.
 *
 * @param period shortest interval between two live reads of an airport
 */
record CreditBudget(CreditBalance balance, Instant now, Demand demand, Duration period) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration CAUGHT_UP = Duration.ofHours(1);
  private static final int LIVE = CallCost.LIVE.credits();
  private static final int HISTORY = CallCost.HISTORY.credits();

  /** One in this many credits is reserved for new airports. */
  private static final int RESERVE = 20;

  /**
   * Returns the current interval between two live reads of an airport. Credits beyond the mandatory
   * reads and the finished days shorten it, evenly over the rest of the day.
   */
  Duration interval() {
    long reads = liveReads();
    Duration longest = max(List.of(period, Schedule.MAX_INTERVAL));
    if (demand.airports() == 0) {
      return period;
    }
    if (reads == 0) {
      return longest;
    }
    Duration even =
        max(List.of(period, untilReset().multipliedBy(demand.airports()).dividedBy(reads)));
    boolean mandatoryCovered = reads >= demand.mandatoryReads();
    return mandatoryCovered ? min(List.of(even, longest)) : max(List.of(even, longest));
  }

  private long liveReads() {
    long spare = spare();
    if (spare < 0) {
      return Math.min(balance.remaining() / LIVE, demand.mandatoryReads());
    }
    long calls = finishedDays() + backfillCalls();
    return demand.mandatoryReads() + (spare - calls * HISTORY) / LIVE;
  }

  private long finishedDays() {
    return Math.min(demand.days(), Math.max(0, spare()) / HISTORY);
  }

  /**
   * Returns how many calls about the history may be made until the credits are reset: they take up
   * to half of what the finished days leave.
   */
  long backfillCalls() {
    long left = Math.max(0, spare()) - finishedDays() * HISTORY;
    return Math.min(demand.backfill(), left / 2 / HISTORY);
  }

  /**
   * Returns how many calls about the history are to be made now, so that they are spread evenly
   * over the rest of the day.
   *
   * @param last when the last ones were allowed; more than an hour is caught up on by one call
   */
  long backfillCallsSince(Instant last) {
    long calls = backfillCalls();
    if (calls == 0) {
      return 0;
    }
    Duration interval = untilReset().dividedBy(calls).plusMillis(1);
    Duration counted = max(List.of(CAUGHT_UP, interval));
    Duration since = Collections.min(List.of(Duration.between(last, now), counted));
    return since.dividedBy(interval);
  }

  /** Returns how many finished days may be read again now, each together with a live read. */
  int rereads() {
    return (int) Math.max(0, spare() / (HISTORY + LIVE));
  }

  /** Returns whether the spare credits allow a call about the past. */
  boolean allowsHistory() {
    return spare() >= HISTORY;
  }

  /**
   * Returns whether a live read may be made now.
   *
   * @param mandatory whether the read is part of the demand
   */
  boolean allowsLive(boolean mandatory) {
    long reserved = mandatory ? 0 : (long) demand.mandatoryReads() * LIVE;
    return balance.remaining() - reserved >= LIVE;
  }

  /** The credits left after all mandatory live reads and the reserve for new airports. */
  private long spare() {
    long reserve = balance.daily() / RESERVE * untilReset().toMillis() / DAY.toMillis();
    return balance.remaining() - (long) demand.mandatoryReads() * LIVE - reserve;
  }

  private Duration untilReset() {
    Duration left = Duration.between(now, balance.resetsAt());
    return left.isNegative() ? Duration.ZERO : left;
  }
}
