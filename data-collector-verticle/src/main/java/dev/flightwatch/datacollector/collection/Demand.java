package dev.flightwatch.datacollector.collection;

/**
 * The calls to be paid for until the credits are reset.
 *
 * @param airports number of followed airports
 * @param mandatoryReads live reads without which an airport exceeds {@link Schedule#MAX_INTERVAL}
 * @param days calls about finished days to be made
 * @param backfill calls about the history to be made
 */
public record Demand(int airports, int mandatoryReads, int days, int backfill) {
  Demand afterRead() {
    return new Demand(airports, Math.max(0, mandatoryReads - 1), days, backfill);
  }
}
