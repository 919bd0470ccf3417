package dev.flightwatch.embedded.opensky;

import java.time.LocalDate;

/**
 * The aircraft of one airport on one UTC day. An aircraft flies one flight at a time and departs
 * again only after it had the time to return. Consecutive days use different halves of the fleet,
 * since a day's last flights end on the next day.
 */
final class SeededFleet {
  private static final int AIRCRAFT_PER_DAY = 128;
  private static final int TURNAROUND_SECONDS = 1_800;

  private final int firstIcao24;
  private final long[] freeFrom = new long[AIRCRAFT_PER_DAY];

  SeededFleet(SeededAirport airport, LocalDate day) {
    int half = (int) Math.floorMod(day.toEpochDay(), 2L);
    this.firstIcao24 = airport.fleet() + half * AIRCRAFT_PER_DAY;
  }

  /** Returns an aircraft that is on the ground at the airport in this second. */
  int freeAt(long second) {
    for (int aircraft = 0; aircraft < AIRCRAFT_PER_DAY; aircraft++) {
      if (freeFrom[aircraft] <= second) {
        return aircraft;
      }
    }
    throw new IllegalStateException("more flights at once than aircraft");
  }

  /** Assigns a flight to an aircraft. */
  void assign(int aircraft, long firstSeen, long lastSeen, boolean isRoundTrip) {
    long returnSeconds = isRoundTrip ? 0 : lastSeen - firstSeen + TURNAROUND_SECONDS;
    freeFrom[aircraft] = lastSeen + TURNAROUND_SECONDS + returnSeconds;
  }

  String icao24(int aircraft) {
    return String.format("%06x", firstIcao24 + aircraft);
  }
}
