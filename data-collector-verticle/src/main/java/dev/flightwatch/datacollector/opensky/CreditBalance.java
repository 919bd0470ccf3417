package dev.flightwatch.datacollector.opensky;

import java.time.Instant;

/**
 * The day's OpenSky credits.
 *
 * @param remaining as of OpenSky's last response, minus the calls made since; before the first
 *     response, a share of the day's credits in proportion to the rest of the day
 * @param daily credits of the account per UTC day
 * @param resetsAt when the account has {@code daily} credits again
 */
public record CreditBalance(int remaining, int daily, Instant resetsAt) {}
