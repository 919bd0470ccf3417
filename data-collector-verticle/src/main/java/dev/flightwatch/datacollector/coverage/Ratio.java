package dev.flightwatch.datacollector.coverage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Ratios of whole numbers, as they are shown. */
public final class Ratio {
  private Ratio() {}

  /** Returns the ratio of two numbers, rounded to some decimals, halves up. */
  public static double rounded(long part, long whole, int decimals) {
    return BigDecimal.valueOf(part)
        .divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP)
        .doubleValue();
  }
}
