package dev.flightwatch.bench.row;

import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Row;
import java.util.List;

/** What is done to measure some rows; one round after another, on programs that stay warm. */
interface Scenario extends AutoCloseable {

  /** What it measures. */
  List<Row> rows();

  /**
   * Starts and warms what is measured.
   *
   * @throws NotMeasurableException when that is not possible here
   */
  void prepare() throws Exception;

  /** Measures the floor and ours, one after the other; a pair a row, in the order of the rows. */
  List<Pair> round() throws Exception;

  /** Ends what {@link #prepare} started. */
  @Override
  void close();
}
