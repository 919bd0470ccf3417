package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.AirportCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the followed airports are read until the next plan. One replica makes it; all read by it.
 *
 * @param interval interval between two live reads of an airport
 * @param rereads airports of which a finished day may be read again, the longest waiting first
 * @param demand calls to be paid for until the credits are reset
 * @param oldestDue since when the longest-waiting airport was due; empty when none was
 * @param daysLeftUnread finished days, of the week before last, that were never read again
 * @param backfill airports for which one call about the history may be made by this plan
 * @param backfillAt when the latest plan with such airports was made
 */
public record Plan(
    Instant madeAt,
    Duration interval,
    List<AirportCode> rereads,
    Demand demand,
    Optional<Instant> oldestDue,
    int daysLeftUnread,
    List<AirportCode> backfill,
    Instant backfillAt) {}
