package dev.flightwatch.bench.report;

import static java.util.Objects.requireNonNull;

/**
 * The figures of the floor (or of another server) and of the service in one round, measured
 * directly after each other.
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

  /**
   * Returns the figures and the note.
   *
   * @param row the row that was measured
   */
  public String text(BenchmarkRow row) {
    return "%s %s, ours %s %s"
        .formatted(row.baseline(), Table.figure(floor), Table.figure(ours), note)
        .strip();
  }
}
