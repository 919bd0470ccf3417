package dev.flightwatch.toolkit.metrics;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a metric is called, and means.
 *
 * @param name as Prometheus has it, its unit and {@code _total} included: {@code
 *     flightwatch_deletions_total}
 * @param help one line for whoever reads the figures
 * @param labels names and values: words of a bounded set, never anything that a caller sent
 */
public record Metric(String name, String help, Map<String, String> labels) {
  public Metric {
    requireNonNull(help);
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("not the name of a metric: " + name);
    }
    labels = Map.copyOf(labels);
  }

  /** A metric without labels. */
  public static Metric of(String name, String help) {
    return new Metric(name, help, Map.of());
  }

  /** The same with one label more. */
  public Metric with(String label, String value) {
    Map<String, String> more = new TreeMap<>(labels);
    more.put(label, value);
    return new Metric(name, help, more);
  }
}
