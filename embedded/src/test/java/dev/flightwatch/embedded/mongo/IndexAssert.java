package dev.flightwatch.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.Index;
import java.util.Arrays;
import java.util.TreeMap;
import org.h2.mvstore.Cursor;

/** Compares the indexes of a collection with its documents. */
final class IndexAssert {
  private IndexAssert() {}

  static void assertIndexesAgree(DurableBackend backend, String database) {
    var found = backend.resolveDatabase(database).resolveCollection(MongoCommands.COLLECTION, true);
    var collection = (IndexedCollection) found;
    for (Index<Object> index : collection.getIndexes()) {
      var ordered = (OrderedIndex) index;
      var entries = new TreeMap<byte[], Long>(Arrays::compareUnsigned);
      for (Cursor<Long, byte[]> all = collection.documents().cursor(null); all.hasNext(); ) {
        Long position = all.next();
        entries.put(ordered.key(BsonBytes.decode(all.getValue())), position);
      }
      assertThat(ordered.map().keyList())
          .as("%s", index)
          .usingElementComparator(Arrays::compareUnsigned)
          .containsExactlyElementsOf(entries.keySet());
      assertThat(ordered.map().values()).containsExactlyElementsOf(entries.values());
    }
  }
}
