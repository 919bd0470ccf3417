package dev.flightwatch.bench.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A row of the table.
 *
 * @param name what is measured
 * @param unit the unit of both figures
 * @param baseline what the service is compared with, the name of a column
 * @param target the required ratio of the service's figure to that of the floor; empty: a
 *     comparison without a target
 */
public record BenchmarkRow(
    String name, String unit, String baseline, Optional<RatioTarget> target) {
  static final String FLOOR = "floor";

  public BenchmarkRow {
    requireNonNull(name);
    requireNonNull(unit);
    requireNonNull(baseline);
    requireNonNull(target);
  }

  public BenchmarkRow(String name, String unit, RatioTarget target) {
    this(name, unit, FLOOR, Optional.of(target));
  }

  /** Returns a row without a target. */
  public static BenchmarkRow withoutTarget(String name, String unit) {
    return new BenchmarkRow(name, unit, FLOOR, Optional.empty());
  }

  /** Returns a row that compares with another server. */
  public static BenchmarkRow against(String server, String name, String unit) {
    return new BenchmarkRow(name, unit, server, Optional.empty());
  }
}
