package dev.flightwatch.bench.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What became of a row. */
public sealed interface Result {
  Row row();

  /**
   * It was measured.
   *
   * @param rounds in the order they were measured, at least one
   */
  record Measured(Row row, List<Pair> rounds) implements Result {
    public Measured {
      requireNonNull(row);
      rounds = List.copyOf(rounds);
      if (rounds.isEmpty()) {
        throw new IllegalArgumentException(row.name() + " has no round");
      }
    }

    /** Of the ratios of the rounds: what is beside a round's floor at that time is in both. */
    Spread ratio() {
      return Spread.of(rounds, Pair::ratio);
    }

    /** Whether the table says that it is below its target. */
    public boolean isMissed() {
      return !row.target().isMetBy(ratio().median());
    }

    /**
     * Whether even the best round is under half of the target. One disturbed round is no such
     * thing, so that noise alone fails nobody.
     */
    public boolean isUnderHalf() {
      Spread ratio = ratio();
      return !row.target()
          .isHalfMetBy(row.target().moreIsBetter() ? ratio.greatest() : ratio.least());
    }
  }

  /**
   * It could not be measured here.
   *
   * @param reason one line that says why
   */
  record NotMeasured(Row row, String reason) implements Result {
    public NotMeasured {
      requireNonNull(row);
      requireNonNull(reason);
    }
  }
}
