package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Sorts matches without an index. With a limit it holds no more than these. Of each match it holds
 * the sorted fields and the position.
 */
final class SortBuffer {
  private static final long MAX_BYTES = 100L * 1024 * 1024;

  private final Document sort;
  private final long limit;
  private final Comparator<Entry> order;
  private final Collection<Entry> entries;
  private long added;
  private long bytes;

  private record Entry(List<Object> values, long sequence, long position, int size) {}

  /**
   * @param limit 0: none
   */
  SortBuffer(Document sort, long limit) {
    this.sort = sort;
    this.limit = limit;
    this.order = order(sort);
    this.entries = limit == 0 ? new ArrayList<>() : new PriorityQueue<>(order.reversed());
  }

  private static Comparator<Entry> order(Document sort) {
    Comparator<Entry> order = (one, other) -> 0;
    int field = 0;
    for (Object direction : sort.values()) {
      int index = field++;
      boolean ascending = ((Number) direction).intValue() > 0;
      order =
          order.thenComparing(
              entry -> entry.values.get(index),
              ascending ? ValueComparator.asc() : ValueComparator.desc());
    }
    return order.thenComparingLong(Entry::sequence);
  }

  /**
   * @throws MongoServerError if all held documents together are too large
   */
  void add(Match match) {
    List<Object> values =
        sort.keySet().stream()
            .map(field -> Utils.getSubdocumentValueCollectionAware(match.document(), field))
            .toList();
    entries.add(new Entry(values, added++, match.position(), match.size()));
    bytes += match.size();
    if (limit > 0 && entries.size() > limit) {
      bytes -= ((PriorityQueue<Entry>) entries).remove().size;
    }
    if (bytes > MAX_BYTES) {
      throw new MongoServerError(
          292,
          "QueryExceededMemoryLimitNoDiskUseAllowed",
          "Sort exceeded memory limit of %d bytes, but did not opt in to external sorting."
              .formatted(MAX_BYTES));
    }
  }

  Stream<Long> positions() {
    return entries.stream().sorted(order).map(Entry::position);
  }
}
