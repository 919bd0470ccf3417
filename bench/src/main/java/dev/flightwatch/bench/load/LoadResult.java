package dev.flightwatch.bench.load;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** The result of a load. */
public final class LoadResult {
  private final long[] sortedNanos;
  private final long overNanos;
  private final Map<Integer, Long> unexpectedToCount;

  /**
   * @param sortedNanos the latencies of the expected responses, in ascending order
   * @param overNanos the duration of the load
   * @param unexpectedToCount the number of responses for each other status
   */
  LoadResult(long[] sortedNanos, long overNanos, Map<Integer, Long> unexpectedToCount) {
    this.sortedNanos = requireNonNull(sortedNanos);
    this.overNanos = overNanos;
    this.unexpectedToCount = Map.copyOf(unexpectedToCount);
  }

  /**
   * Returns this result if all responses had the expected status.
   *
   * @throws IllegalStateException if there were other responses, or none at all
   */
  public LoadResult orFail(String what) {
    if (!unexpectedToCount.isEmpty()) {
      throw new IllegalStateException(
          "%s: unexpected responses by status: %s; expected ones: %d"
              .formatted(what, unexpectedToCount, sortedNanos.length));
    }
    if (sortedNanos.length == 0) {
      throw new IllegalStateException(what + ": no response in time");
    }
    return this;
  }

  public long responses() {
    return sortedNanos.length;
  }

  public double perSecond() {
    return sortedNanos.length / (overNanos / 1e9);
  }

  /**
   * Returns a percentile of the latencies, in milliseconds.
   *
   * @param part the share of the responses, greater than 0 and at most 1
   */
  public double millisOf(double part) {
    return sortedNanos[(int) Math.ceil(part * sortedNanos.length) - 1] / 1e6;
  }
}
