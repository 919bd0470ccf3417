package dev.flightwatch.bench.load;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** What came of a load. */
public final class LoadResult {
  private final long[] sortedNanos;
  private final long overNanos;
  private final Map<Integer, Long> unexpectedToCount;

  /**
   * @param sortedNanos how long each expected answer took, the shortest first
   * @param overNanos how long the load lasted
   * @param unexpectedToCount how many answers there were of each other status
   */
  LoadResult(long[] sortedNanos, long overNanos, Map<Integer, Long> unexpectedToCount) {
    this.sortedNanos = requireNonNull(sortedNanos);
    this.overNanos = overNanos;
    this.unexpectedToCount = Map.copyOf(unexpectedToCount);
  }

  /**
   * The same, when every answer was the expected one; a figure out of refusals and errors means
   * nothing.
   *
   * @throws IllegalStateException otherwise, or when there was no answer at all
   */
  public LoadResult orFail(String what) {
    if (!unexpectedToCount.isEmpty()) {
      throw new IllegalStateException(
          "%s: answers by status that should not be: %s, beside %d that should"
              .formatted(what, unexpectedToCount, sortedNanos.length));
    }
    if (sortedNanos.length == 0) {
      throw new IllegalStateException(what + ": no answer came in time");
    }
    return this;
  }

  public long answers() {
    return sortedNanos.length;
  }

  public double perSecond() {
    return sortedNanos.length / (overNanos / 1e9);
  }

  /**
   * The time, in milliseconds, within which this part of the answers had come.
   *
   * @param part more than 0, 1 at most
   */
  public double millisOf(double part) {
    return sortedNanos[(int) Math.ceil(part * sortedNanos.length) - 1] / 1e6;
  }
}
