package dev.flightwatch.embedded.mongo;

import static java.util.Arrays.compareUnsigned;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.h2.mvstore.MVMap;

/**
 * The keys of an index from {@code low} on and before {@code high}.
 *
 * @param high null: up to the last key
 */
record KeyRange(byte[] low, byte[] high) {
  /** All keys of an index. */
  static final KeyRange ALL = new KeyRange(new byte[0], null);

  private static final Comparator<KeyRange> BY_LOW =
      (one, other) -> compareUnsigned(one.low, other.low);

  /** Returns the keys that begin with these bytes. */
  static KeyRange startingWith(byte[] prefix) {
    return prefix.length == 0 ? ALL : new KeyRange(prefix, KeyEncoding.after(prefix));
  }

  boolean isEmpty() {
    return high != null && compareUnsigned(low, high) >= 0;
  }

  boolean contains(byte[] key) {
    return compareUnsigned(key, low) >= 0 && (high == null || compareUnsigned(key, high) < 0);
  }

  /**
   * Returns how many keys of the map are in the range, from the counts in the map's inner nodes.
   */
  long count(MVMap<byte[], ?> map) {
    return (high == null ? map.sizeAsLong() : rank(map, high)) - rank(map, low);
  }

  private static long rank(MVMap<byte[], ?> map, byte[] key) {
    long position = map.getKeyIndex(key);
    return position < 0 ? -position - 1 : position;
  }

  /** Returns the same keys as sorted ranges that do not overlap. */
  static List<KeyRange> union(List<KeyRange> ranges) {
    List<KeyRange> sorted = ranges.stream().filter(r -> !r.isEmpty()).sorted(BY_LOW).toList();
    List<KeyRange> union = new ArrayList<>();
    for (KeyRange next : sorted) {
      int last = union.size() - 1;
      if (last >= 0 && union.get(last).overlaps(next)) {
        union.set(last, union.get(last).extendedTo(next));
      } else {
        union.add(next);
      }
    }
    return union;
  }

  private boolean overlaps(KeyRange later) {
    return high == null || compareUnsigned(later.low, high) < 0;
  }

  private KeyRange extendedTo(KeyRange later) {
    boolean longer = high == null || (later.high != null && compareUnsigned(later.high, high) <= 0);
    return longer ? this : new KeyRange(low, later.high);
  }
}
