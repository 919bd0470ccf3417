package dev.flightwatch.embedded.mongo;

import dev.flightwatch.embedded.mongo.QueryPlan.IndexScan;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** The positions in some ranges of an index, range by range. */
final class IndexCursor implements Iterator<Long> {
  private final MVMap<byte[], Long> map;
  private final boolean reverse;
  private final Iterator<KeyRange> ranges;
  private KeyRange range;
  private Cursor<byte[], Long> cursor;
  private Long next;

  IndexCursor(IndexScan scan, List<KeyRange> ranges) {
    this.map = scan.index().map();
    this.reverse = scan.reverse();
    this.ranges = ranges.iterator();
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      if (cursor != null && cursor.hasNext() && range.contains(cursor.next())) {
        next = cursor.getValue();
      } else if (ranges.hasNext()) {
        range = ranges.next();
        cursor = open();
      } else {
        return false;
      }
    }
    return true;
  }

  private Cursor<byte[], Long> open() {
    if (!reverse) {
      return map.cursor(range.low());
    }
    byte[] last = range.high() == null ? map.lastKey() : map.lowerKey(range.high());
    return last == null ? null : map.cursor(last, null, true);
  }

  @Override
  public Long next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Long position = next;
    next = null;
    return position;
  }
}
