package dev.flightwatch.datacollector.flights;

import java.util.Locale;

/** Where a flight comes from. */
public enum Source {
  /** Read from the OpenSky Network. */
  OPENSKY,
  /** Made up, because OpenSky could not be read. */
  MOCK;

  /** The name in answers and in the store. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Source ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
