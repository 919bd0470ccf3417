package dev.flightwatch.embedded.mongo;

import static java.util.Arrays.compareUnsigned;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The values of one field that can match a filter: a set of points, or a range within one type. All
 * values are ascending keys.
 */
final class FieldBounds {
  private TreeSet<byte[]> points;
  private Bound lower;
  private Bound upper;

  /** One end of a range. */
  private record Bound(byte[] key, boolean inclusive) {}

  /** Restricts the field to these values, in addition to what restricts it already. */
  void restrictTo(Collection<byte[]> keys) {
    TreeSet<byte[]> allowed = new TreeSet<>(Arrays::compareUnsigned);
    allowed.addAll(keys);
    if (points != null) {
      allowed.retainAll(points);
    }
    points = allowed;
  }

  /** Returns false if the field has bounds of another type already, and this one is not added. */
  boolean restrictToAtLeast(byte[] key, boolean inclusive) {
    boolean sameType = hasType(key);
    if (sameType && (lower == null || isTighter(compareUnsigned(key, lower.key), inclusive))) {
      lower = new Bound(key, inclusive);
    }
    return sameType;
  }

  /** Returns false if the field has bounds of another type already, and this one is not added. */
  boolean restrictToAtMost(byte[] key, boolean inclusive) {
    boolean sameType = hasType(key);
    if (sameType && (upper == null || isTighter(compareUnsigned(upper.key, key), inclusive))) {
      upper = new Bound(key, inclusive);
    }
    return sameType;
  }

  private boolean hasType(byte[] key) {
    Bound known = lower == null ? upper : lower;
    return known == null || known.key[0] == key[0];
  }

  private static boolean isTighter(int difference, boolean inclusive) {
    return difference > 0 || (difference == 0 && !inclusive);
  }

  boolean hasPoints() {
    return points != null;
  }

  boolean hasRange() {
    return lower != null || upper != null;
  }

  /** Returns the values that also are in the range, in ascending order. */
  List<byte[]> points() {
    return points.stream().filter(this::inRange).toList();
  }

  private boolean inRange(byte[] key) {
    if (!hasRange()) {
      return true;
    }
    KeyRange range = range(new byte[0], true);
    return range.contains(key);
  }

  /** Returns the keys that begin with the prefix and continue with a value in the range. */
  KeyRange range(byte[] prefix, boolean ascending) {
    byte[] type = {(lower == null ? upper : lower).key[0]};
    Bound least = lower == null ? new Bound(type, true) : lower;
    Bound greatest = upper == null ? new Bound(type, true) : upper;
    Bound first = ascending ? least : greatest;
    Bound last = ascending ? greatest : least;
    byte[] low = join(prefix, first.key, ascending);
    byte[] high = join(prefix, last.key, ascending);
    return new KeyRange(
        first.inclusive ? low : KeyEncoding.after(low),
        last.inclusive ? KeyEncoding.after(high) : high);
  }

  static byte[] join(byte[] prefix, byte[] key, boolean ascending) {
    return new KeyEncoding().append(prefix, true).append(key, ascending).toBytes();
  }
}
