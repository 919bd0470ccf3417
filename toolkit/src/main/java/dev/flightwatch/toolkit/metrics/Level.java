package dev.flightwatch.toolkit.metrics;

/** A gauge that is set now and then; not a number until it is. Safe for any thread. */
public final class Level {
  private volatile double value = Double.NaN;

  /** It stands at this now. */
  public void set(double now) {
    value = now;
  }

  /** It is not known now. */
  public void forget() {
    value = Double.NaN;
  }

  double value() {
    return value;
  }
}
