package dev.flightwatch.bench.report;

import static java.util.Objects.requireNonNull;

/**
 * A line of the table.
 *
 * @param name what is measured
 * @param unit of the figures of the floor and of ours
 * @param target what their ratio has to be
 */
public record Row(String name, String unit, Target target) {
  public Row {
    requireNonNull(name);
    requireNonNull(unit);
    requireNonNull(target);
  }
}
