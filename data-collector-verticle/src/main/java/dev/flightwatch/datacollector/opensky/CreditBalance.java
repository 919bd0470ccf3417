package dev.flightwatch.datacollector.opensky;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What is left of the day's credits.
 *
 * @param remaining as OpenSky told last, less what was called for since; at a start, before OpenSky
 *     has told, an even share of the day's
 * @param daily what the account has at the beginning of a day
 * @param resetsAt when it has that again
 */
public record CreditBalance(int remaining, int daily, Instant resetsAt) {
  public CreditBalance {
    requireNonNull(resetsAt);
  }
}
