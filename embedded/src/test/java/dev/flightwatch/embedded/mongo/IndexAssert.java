package dev.flightwatch.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.Index;
import java.util.Arrays;
import java.util.TreeMap;
import org.h2.mvstore.Cursor;

/** Compares the indexes of a collection with its documents. */
final class IndexAssert {
  private IndexAssert() {}

  static void assertIndexesAgree(DurableBackend backend) {
    var collection =
        (IndexedCollection)
            backend.resolveDatabase("db").resolveCollection(MongoCommands.COLLECTION, true);
    for (Index<Object> index : collection.getIndexes()) {
      var entries = new TreeMap<byte[], Long>(Arrays::compareUnsigned);
      for (Cursor<Long, byte[]> all = collection.documents().cursor(null); all.hasNext(); ) {
        Long position = all.next();
        entries.put(((OrderedIndex) index).key(BsonBytes.decode(all.getValue())), position);
      }
      assertThat(((OrderedIndex) index).map().keyList())
          .as("%s", index)
          .usingElementComparator(Arrays::compareUnsigned)
          .containsExactlyElementsOf(entries.keySet());
      assertThat(((OrderedIndex) index).map().values()).containsExactlyElementsOf(entries.values());
    }
  }
}
