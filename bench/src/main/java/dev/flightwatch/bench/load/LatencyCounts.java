package dev.flightwatch.bench.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The latencies of the responses to a load. Confined to one thread until they are summed up. */
final class LatencyCounts {
  private static final int FIRST_SIZE = 1_024;

  private final int expected;
  private final Map<Integer, Long> unexpectedToCount = new TreeMap<>();
  private long[] nanos = new long[FIRST_SIZE];
  private int count;

  /**
   * @param expected the status whose responses are counted
   */
  LatencyCounts(int expected) {
    this.expected = expected;
  }

  void add(int status, long latencyNanos) {
    if (status != expected) {
      unexpectedToCount.merge(status, 1L, Long::sum);
      return;
    }
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = latencyNanos;
  }

  /**
   * Combines the responses of loads that ran concurrently.
   *
   * @param overNanos the duration of the loads
   */
  static LoadResult sum(Collection<LatencyCounts> all, long overNanos) {
    long[] sorted =
        all.stream()
            .flatMapToLong(counts -> Arrays.stream(counts.nanos, 0, counts.count))
            .sorted()
            .toArray();
    Map<Integer, Long> unexpected =
        all.stream()
            .flatMap(counts -> counts.unexpectedToCount.entrySet().stream())
            .collect(
                Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    return new LoadResult(sorted, overNanos, unexpected);
  }
}
