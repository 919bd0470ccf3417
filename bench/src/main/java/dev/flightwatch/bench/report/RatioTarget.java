package dev.flightwatch.bench.report;

/**
 * The required ratio of the service's figure to that of the floor.
 *
 * @param bound the ratio that just meets the target
 * @param moreIsBetter whether a greater ratio is better (requests per second) or worse (times)
 */
public record RatioTarget(double bound, boolean moreIsBetter) {

  public static RatioTarget atLeast(double bound) {
    return new RatioTarget(bound, true);
  }

  public static RatioTarget atMost(double bound) {
    return new RatioTarget(bound, false);
  }

  boolean isMetBy(double ratio) {
    return moreIsBetter ? ratio >= bound : ratio <= bound;
  }

  /**
   * Returns whether the ratio is at least half as good as required: half the rate, twice the time.
   */
  boolean isHalfMetBy(double ratio) {
    return moreIsBetter ? ratio >= bound / 2 : ratio <= bound * 2;
  }

  @Override
  public String toString() {
    return (moreIsBetter ? ">= " : "<= ") + bound;
  }
}
