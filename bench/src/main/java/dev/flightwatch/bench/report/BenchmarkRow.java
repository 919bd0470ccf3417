package dev.flightwatch.bench.report;

import static java.util.Objects.requireNonNull;

/**
 * A row of the table.
 *
 * @param name what is measured
 * @param unit the unit of both figures
 * @param target the required ratio of the service's figure to that of the floor
 */
public record BenchmarkRow(String name, String unit, RatioTarget target) {
  public BenchmarkRow {
    requireNonNull(name);
    requireNonNull(unit);
    requireNonNull(target);
  }
}
