package dev.flightwatch.bench.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The result of a row. */
public sealed interface RowResult {
  BenchmarkRow row();

  /**
   * A row that was measured.
   *
   * @param rounds in the order of measurement, at least one
   */
  record MeasuredRow(BenchmarkRow row, List<RoundFigures> rounds) implements RowResult {
    public MeasuredRow {
      requireNonNull(row);
      rounds = List.copyOf(rounds);
      if (rounds.isEmpty()) {
        throw new IllegalArgumentException(row.name() + " has no rounds");
      }
    }

    /** Returns the ratios of the rounds. Disturbances in a round affect both of its figures. */
    Spread ratio() {
      return Spread.of(rounds, RoundFigures::ratio);
    }

    /** Returns whether the median misses the target, if there is one. */
    public boolean isMissed() {
      return row.target().filter(target -> !target.isMetBy(ratio().median())).isPresent();
    }

    /**
     * Returns whether even the best round is under half of the target, if there is one. A single
     * disturbed round does not suffice.
     */
    public boolean isUnderHalf() {
      Spread ratio = ratio();
      return row.target()
          .filter(
              target ->
                  !target.isHalfMetBy(target.moreIsBetter() ? ratio.greatest() : ratio.least()))
          .isPresent();
    }
  }

  /**
   * A row that could not be measured.
   *
   * @param reason one line
   */
  record UnmeasuredRow(BenchmarkRow row, String reason) implements RowResult {
    public UnmeasuredRow {
      requireNonNull(row);
      requireNonNull(reason);
    }
  }
}
