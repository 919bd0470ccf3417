package dev.flightwatch.datacollector.flights;

/**
 * The result of a save.
 *
 * @param fresh flights that were stored for the first time
 * @param seen flights that were stored already
 */
public record Saved(int fresh, int seen) {
  public static final Saved NOTHING = new Saved(0, 0);

  /** Returns the sum of two results. */
  public Saved plus(Saved other) {
    return new Saved(fresh + other.fresh, seen + other.seen);
  }
}
