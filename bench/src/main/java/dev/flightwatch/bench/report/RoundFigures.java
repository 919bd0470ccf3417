package dev.flightwatch.bench.report;

import static java.util.Objects.requireNonNull;

/**
 * The figures of the floor and of the service in one round, measured directly after each other.
 *
 * @param note explains the figures; may be empty
 */
public record RoundFigures(double floor, double ours, String note) {
  public RoundFigures {
    requireNonNull(note);
    if (!(floor > 0) || !(ours > 0)) {
      throw new IllegalArgumentException(
          "a figure must be positive: floor " + floor + ", ours " + ours);
    }
  }

  public static RoundFigures of(double floor, double ours) {
    return new RoundFigures(floor, ours, "");
  }

  double ratio() {
    return ours / floor;
  }

  @Override
  public String toString() {
    return "floor %s, ours %s %s".formatted(Table.figure(floor), Table.figure(ours), note).strip();
  }
}
