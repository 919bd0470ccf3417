package dev.flightwatch.datacollector.coverage;

import java.util.Locale;

/** How well the flights of a UTC date are known. */
public enum Coverage {
  /** Nothing was read. */
  NONE,
  /** Some quarter hours were read, while the day was not settled. */
  PARTIAL,
  /** The day was read after OpenSky had settled it. */
  FINAL;

  /** Returns the name used in responses and in the store. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Coverage ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  Coverage max(Coverage other) {
    return compareTo(other) < 0 ? other : this;
  }
}
