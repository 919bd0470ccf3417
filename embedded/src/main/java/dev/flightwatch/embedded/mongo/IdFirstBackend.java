package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVStore;

/** Finds by id where the backend it extends would scan. */
class IdFirstBackend extends H2Backend {
  IdFirstBackend(MVStore store) {
    super(store);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new Database(name);
  }

  // An inner class, since its super constructor opens indexes before its own fields would be set.
  private final class Database extends H2Database {
    Database(String name) {
      super(name, getMvStore(), getCursorRegistry());
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
        String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
      if (!keys.stream().map(IndexKey::getKey).toList().equals(List.of(IdIndex.FIELD))) {
        return super.openOrCreateUniqueIndex(collectionName, indexName, keys, sparse);
      }
      String map = getFullCollectionNamespace(collectionName) + "._index_" + indexName;
      return new IdIndex(getMvStore().openMap(map), indexName, keys);
    }

    /**
     * Other indexes are accepted and not used; this one does so without a warning at each start.
     */
    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
        String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
      return new EmptyIndex<>(indexName, keys);
    }
  }
}
