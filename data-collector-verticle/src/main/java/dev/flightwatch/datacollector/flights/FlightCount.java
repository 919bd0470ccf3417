package dev.flightwatch.datacollector.flights;

/**
 * A number of flights and where they come from.
 *
 * @param count the number
 * @param source their one source; null when there are none
 */
public record FlightCount(long count, Source source) {
  public static final FlightCount NONE = new FlightCount(0, null);
}
