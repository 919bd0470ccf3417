package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * The maps of earlier versions, which held serialized Java objects. A collection is converted at
 * the first start. Its former maps are removed in the last commit, so a conversion that was
 * interrupted starts again.
 */
final class FormerStore {
  private static final String DOCUMENTS = "databases.";
  private static final String SIZES = "meta.";
  private static final String INDEXES = "._index_";
  private static final int DOCUMENTS_PER_COMMIT = 20_000;

  private final MVStore store;

  FormerStore(MVStore store) {
    this.store = store;
  }

  /** Moves the documents of the collection to the map, if there are any. */
  void convert(String collection, MVMap<Long, byte[]> documents) {
    if (!store.hasMap(DOCUMENTS + collection)) {
      return;
    }
    documents.clear();
    MVMap<Object, Document> former = store.openMap(DOCUMENTS + collection);
    Progress progress = new Progress("Converting " + collection, former.sizeAsLong());
    long position = 0;
    for (Map.Entry<Object, Document> entry : former.entrySet()) {
      documents.put(++position, BsonBytes.encode(entry.getValue()));
      if (position % DOCUMENTS_PER_COMMIT == 0) {
        store.commit();
      }
      progress.step();
    }
    store.getMapNames().stream()
        .filter(name -> name.startsWith(collection + INDEXES))
        .forEach(store::removeMap);
    store.removeMap(SIZES + collection);
    store.removeMap(DOCUMENTS + collection);
    store.commit();
    store.sync();
  }
}
