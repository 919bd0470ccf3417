package dev.flightwatch.toolkit.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Histograms of one metric that differ in the value of a label. Each appears with its first
 * duration. Safe for any thread.
 */
public final class HistogramFamily {
  private final Map<String, Histogram> valueToHistogram = new ConcurrentHashMap<>();
  private final Function<String, Histogram> histogram;

  HistogramFamily(Function<String, Histogram> histogram) {
    this.histogram = histogram;
  }

  /**
   * Something took so long.
   *
   * @param value a word of a bounded set, never anything that a caller sent
   * @param nanos as the difference of two {@code System.nanoTime()}
   */
  public void record(String value, long nanos) {
    Histogram known = valueToHistogram.get(value);
    (known == null ? valueToHistogram.computeIfAbsent(value, histogram) : known).record(nanos);
  }
}
