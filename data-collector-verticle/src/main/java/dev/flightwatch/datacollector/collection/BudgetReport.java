package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.opensky.CreditBalance;
import java.time.Duration;
import java.time.Instant;

/**
 * How the day's OpenSky credits are spent.
 *
 * @param interval current interval between two live reads of an airport
 * @param oldestDue since when the longest-waiting airport has been due; null when none is due
 * @param daysLeftUnread finished days, of the week before last, that were never read again
 * @param backfillCalls calls that the history still takes
 */
public record BudgetReport(
    CreditBalance balance,
    Duration interval,
    Instant oldestDue,
    int daysLeftUnread,
    int backfillCalls) {}
