package dev.flightwatch.bench.report;

import java.util.Locale;

/**
 * What the ratio of ours to the floor has to be.
 *
 * @param bound the ratio that is just enough
 * @param moreIsBetter whether a greater ratio is better, as with requests a second, or worse, as
 *     with times
 */
public record Target(double bound, boolean moreIsBetter) {

  public static Target atLeast(double bound) {
    return new Target(bound, true);
  }

  public static Target atMost(double bound) {
    return new Target(bound, false);
  }

  boolean isMetBy(double ratio) {
    return moreIsBetter ? ratio >= bound : ratio <= bound;
  }

  /**
   * Whether the ratio is no worse than half of what it has to be: twice the time, half the rate.
   */
  boolean isHalfMetBy(double ratio) {
    return moreIsBetter ? ratio >= bound / 2 : ratio <= bound * 2;
  }

  @Override
  public String toString() {
    return (moreIsBetter ? ">= " : "<= ") + String.format(Locale.ROOT, "%.1f", bound);
  }
}
