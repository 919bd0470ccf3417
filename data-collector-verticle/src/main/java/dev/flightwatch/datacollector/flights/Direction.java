package dev.flightwatch.datacollector.flights;

import java.util.Comparator;
import java.util.Locale;

/** The list of an airport that a flight is an entry of. */
public enum Direction {
  /** A flight of the departure list, at the time at which it was first seen. */
  DEPARTURE,
  /** A flight of the arrival list, at the time at which it was last seen. */
  ARRIVAL;

  /** Returns the name used in requests, in responses, and in the store. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the time, in Unix seconds, at which a flight of this list counts. */
  public long timeOf(Flight flight) {
    return this == DEPARTURE ? flight.firstSeen() : flight.data().getLong("lastSeen");
  }

  /** Returns the order of a page. */
  public Comparator<Flight> newestFirst() {
    return Comparator.comparingLong(this::timeOf).thenComparing(Flight::id).reversed();
  }

  public static Direction ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
