package dev.flightwatch.datacollector.flights;

import java.util.Locale;

/** The origin of a flight. */
public enum Source {
  /** Read from the OpenSky Network. */
  OPENSKY,
  /** Simulated, because OpenSky could not be read. */
  MOCK;

  /** Returns the name used in responses and in the store. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Source ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
