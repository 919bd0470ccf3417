package dev.flightwatch.embedded.opensky;

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

  SeededFleet(SeededAirport airport, long day) {
    int half = (int) Math.floorMod(day, 2L);
    this.firstIcao24 = airport.fleet() + half * AIRCRAFT_PER_DAY;
  }

  /** Assigns a flight to an aircraft that is on the ground, and returns its icao24 address. */
  String assign(long firstSeen, long lastSeen) {
    int aircraft = 0;
    while (freeFrom[aircraft] > firstSeen) {
      aircraft++;
    }
    freeFrom[aircraft] = lastSeen + (lastSeen - firstSeen) + 2 * TURNAROUND_SECONDS;
    return String.format("%06x", firstIcao24 + aircraft);
  }
}
