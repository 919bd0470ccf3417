package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import org.h2.mvstore.MVStore;

/** A backend whose collections have indexes. */
class IndexedBackend extends H2Backend {
  IndexedBackend(MVStore store) {
    super(store); // opens the databases that hold former maps
    store.getMapNames().stream()
        .filter(name -> name.startsWith(IndexedDatabase.DOCUMENTS))
        .map(name -> Utils.firstFragment(name.substring(IndexedDatabase.DOCUMENTS.length())))
        .distinct()
        .forEach(this::resolveDatabase);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new IndexedDatabase(name, getMvStore(), getCursorRegistry());
  }
}
