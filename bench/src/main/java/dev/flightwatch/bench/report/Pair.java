package dev.flightwatch.bench.report;

import static java.util.Objects.requireNonNull;

/**
 * The floor and ours in one round, measured one right after the other.
 *
 * @param note what helps to read the figures; may be empty
 */
public record Pair(double floor, double ours, String note) {
  public Pair {
    requireNonNull(note);
    if (!(floor > 0) || !(ours > 0)) {
      throw new IllegalArgumentException(
          "a figure must be positive: floor " + floor + ", ours " + ours);
    }
  }

  public static Pair of(double floor, double ours) {
    return new Pair(floor, ours, "");
  }

  double ratio() {
    return ours / floor;
  }

  @Override
  public String toString() {
    return "floor %s, ours %s %s".formatted(Table.figure(floor), Table.figure(ours), note).strip();
  }
}
