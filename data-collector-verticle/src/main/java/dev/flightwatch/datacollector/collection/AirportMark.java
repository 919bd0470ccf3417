package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.AirportCode;
import java.time.Instant;
import java.util.Optional;

/**
 * What shows that something about an airport has changed.
 *
 * @param version grows when its stored flights change; 0 before
 * @param lastReadAt when it was last read live
 * @param isFollowed whether anybody follows it
 * @param daysRead number of finished days that were read again
 */
public record AirportMark(
    AirportCode airport,
    long version,
    Optional<Instant> lastReadAt,
    boolean isFollowed,
    int daysRead) {
  /** Returns the mark of an airport that was never collected. */
  public static AirportMark none(AirportCode airport) {
    return new AirportMark(airport, 0, Optional.empty(), false, 0);
  }
}
