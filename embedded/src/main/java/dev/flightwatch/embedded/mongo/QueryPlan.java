package dev.flightwatch.embedded.mongo;

import java.util.List;

/**
 * How the documents for a filter are found.
 *
 * @param scans empty: all documents are read
 * @param sorted whether each range of a scan yields the documents in the requested order
 * @param exact whether all documents in the ranges match the filter
 */
record QueryPlan(List<IndexScan> scans, boolean sorted, boolean exact) {
  /**
   * Ranges of one index, sorted and without overlap.
   *
   * @param points how many of the leading fields have one value in a range
   */
  record IndexScan(OrderedIndex index, List<KeyRange> ranges, boolean reverse, int points) {
    /** Returns whether the field has one value in each range. */
    boolean fixes(String field) {
      return index.parts().subList(0, points).stream().anyMatch(p -> p.getKey().equals(field));
    }

    long count() {
      return ranges.stream().mapToLong(range -> range.count(index.map())).sum();
    }
  }

  boolean isCollectionScan() {
    return scans.isEmpty();
  }

  int ranges() {
    return scans.stream().mapToInt(scan -> scan.ranges().size()).sum();
  }

  /** Returns whether the documents can be counted in the index. */
  boolean isCountable() {
    return exact && scans.size() == 1;
  }
}
