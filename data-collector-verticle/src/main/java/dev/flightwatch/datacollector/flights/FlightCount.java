package dev.flightwatch.datacollector.flights;

/**
 * A number of flights and their source.
 *
 * @param count number of flights
 * @param source source of all of them; null when there are none
 */
public record FlightCount(long count, Source source) {
  public static final FlightCount NONE = new FlightCount(0, null);
}
