package dev.flightwatch.datacollector.opensky;

import java.time.Instant;
import java.util.List;

/**
 * The result of reading the aircraft in an area.
 *
 * @param at the time of the positions; null when the source was not read
 * @param aircraft in OpenSky's order; empty when the source was not read
 * @param reason why the source was not read, without secrets; null when it was read
 */
public record AircraftReading(Instant at, List<AircraftState> aircraft, String reason) {

  public static AircraftReading read(Instant at, List<AircraftState> aircraft) {
    return new AircraftReading(at, aircraft, null);
  }

  public static AircraftReading notRead(String reason) {
    return new AircraftReading(null, List.of(), reason);
  }

  /** Returns whether the source was read; no aircraft are a valid result. */
  public boolean isRead() {
    return reason == null;
  }
}
