package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.opensky.CreditBalance;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import java.time.Instant;

/**
 * The status of the collection.
 *
 * @param budget null when calls to OpenSky cost no credits
 * @param last null before the first collection
 * @param now time of this status
 * @param states status of the source of aircraft, which has its own credits
 * @param statesBalance null when calls for aircraft cost no credits
 */
public record CollectionStatus(
    OpenSkyStatus source,
    BudgetReport budget,
    LastCollection last,
    Instant now,
    OpenSkyStatus states,
    CreditBalance statesBalance) {}
