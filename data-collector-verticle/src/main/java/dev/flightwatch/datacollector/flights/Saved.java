package dev.flightwatch.datacollector.flights;

/**
 * What a save did.
 *
 * @param fresh flights that were not known before
 * @param seen flights that were known already
 */
public record Saved(int fresh, int seen) {
  public static final Saved NOTHING = new Saved(0, 0);

  /** What this one and another did together. */
  public Saved plus(Saved other) {
    return new Saved(fresh + other.fresh, seen + other.seen);
  }
}
