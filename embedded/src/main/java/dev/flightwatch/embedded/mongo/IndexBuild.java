package dev.flightwatch.embedded.mongo;

import java.util.Arrays;
import java.util.TreeMap;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVStore;

/** Fills a new index with the documents of a collection. Commits in steps to bound the memory. */
final class IndexBuild {
  /** Entries that are sorted in memory before they are added, so that each page is written once. */
  private static final int RUN = 200_000;

  private final IndexedCollection collection;
  private final OrderedIndex index;
  private final MVStore store;

  IndexBuild(IndexedCollection collection, OrderedIndex index) {
    this.collection = collection;
    this.index = index;
    this.store = index.map().getStore();
  }

  void run() {
    var documents = collection.documents();
    var task = "Building index %s of %s".formatted(index.getName(), collection.getFullName());
    Progress progress = new Progress(task, documents.sizeAsLong());
    TreeMap<byte[], Long> entries = new TreeMap<>(Arrays::compareUnsigned);
    int run = index.isUnique() ? 1 : RUN;
    long added = 0;
    for (Cursor<Long, byte[]> all = documents.cursor(null); all.hasNext(); ) {
      Long position = all.next();
      index.collect(BsonBytes.decode(all.getValue()), position, collection, entries);
      if (entries.size() >= run) {
        index.map().putAll(entries);
        entries.clear();
      }
      if (++added % RUN == 0) {
        store.commit();
      }
      progress.step();
    }
    index.map().putAll(entries);
  }
}
