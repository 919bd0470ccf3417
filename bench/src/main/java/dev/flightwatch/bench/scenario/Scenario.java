package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RoundFigures;
import java.util.List;

/** Measures some rows, in rounds, on programs that keep running. */
interface Scenario extends AutoCloseable {

  /** Returns the rows that this scenario measures. */
  List<BenchmarkRow> rows();

  /**
   * Verifies, before any scenario is measured, what a user of the benchmarks has to provide.
   *
   * @throws IllegalArgumentException if that is not as required; the message says what to do
   */
  default void check() throws InterruptedException {}

  /**
   * Starts and warms up the measured programs.
   *
   * @throws NotMeasurableException if the rows cannot be measured on these databases
   */
  default void prepare() throws Exception {}

  /** Measures the floor and the service, and returns the figures of each row. */
  List<RoundFigures> round() throws Exception;

  /** Stops what {@link #prepare} started. */
  @Override
  default void close() {}
}
