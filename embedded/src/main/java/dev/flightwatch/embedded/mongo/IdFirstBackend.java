package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVStore;

/** A backend that uses the id index for every filter with an id, instead of a scan. */
class IdFirstBackend extends H2Backend {
  IdFirstBackend(MVStore store) {
    super(store);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new Database(name);
  }

  // An inner class, because the super constructor opens indexes before fields of its own are set.
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

    /** Accepts secondary indexes without using them, as the library does, but without a warning. */
    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
        String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
      return new EmptyIndex<>(indexName, keys);
    }
  }
}
