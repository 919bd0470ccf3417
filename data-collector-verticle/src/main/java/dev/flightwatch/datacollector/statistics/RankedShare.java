package dev.flightwatch.datacollector.statistics;

/**
 * A row of a ranking.
 *
 * @param code an airport or an airline, {@link #OTHER} for all that are not listed, null for the
 *     flights of which it is not known
 * @param name the city of the airport, or the trade name of the airline; null where unknown
 * @param share part of all flights of the ranking, 0 to 1, rounded to four decimals
 */
public record RankedShare(String code, String name, int flights, double share) {
  public static final String OTHER = "other";
}
