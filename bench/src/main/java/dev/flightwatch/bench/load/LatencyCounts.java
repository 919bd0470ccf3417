package dev.flightwatch.bench.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The answers to a load. Belongs to one thread until it is summed up. */
final class LatencyCounts {
  private static final int FIRST_SIZE = 1_024;

  private final int expected;
  private final Map<Integer, Long> unexpectedToCount = new TreeMap<>();
  private long[] nanos = new long[FIRST_SIZE];
  private int answers;

  /**
   * @param expected the status that counts
   */
  LatencyCounts(int expected) {
    this.expected = expected;
  }

  void add(int status, long tookNanos) {
    if (status != expected) {
      unexpectedToCount.merge(status, 1L, Long::sum);
      return;
    }
    if (answers == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * answers);
    }
    nanos[answers++] = tookNanos;
  }

  /**
   * All answers that loads running beside each other have had.
   *
   * @param overNanos how long they ran
   */
  static LoadResult sum(Collection<LatencyCounts> tallies, long overNanos) {
    long[] sorted =
        tallies.stream()
            .flatMapToLong(tally -> Arrays.stream(tally.nanos, 0, tally.answers))
            .sorted()
            .toArray();
    Map<Integer, Long> unexpected =
        tallies.stream()
            .flatMap(tally -> tally.unexpectedToCount.entrySet().stream())
            .collect(
                Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    return new LoadResult(sorted, overNanos, unexpected);
  }
}
