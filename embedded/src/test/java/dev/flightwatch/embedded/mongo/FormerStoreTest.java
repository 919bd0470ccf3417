package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoCommands.createIndex;
import static dev.flightwatch.embedded.mongo.MongoCommands.find;
import static dev.flightwatch.embedded.mongo.MongoCommands.insert;
import static dev.flightwatch.embedded.mongo.MongoCommands.of;
import static dev.flightwatch.embedded.mongo.MongoCommands.results;
import static dev.flightwatch.embedded.mongo.MongoCommands.run;
import static dev.flightwatch.embedded.mongo.MongoCommands.writeErrors;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens files that the library alone has written, as it did in earlier versions. */
class FormerStoreTest {
  private static final Document BY_ID = of("_id", 1);

  @TempDir Path folder;

  private Path file;
  private List<Document> expected;

  @BeforeEach
  void writeFormerStore() {
    file = folder.resolve("store");
    H2Backend former = new H2Backend(MVStore.open(file.toString()));
    RandomQueries random = new RandomQueries(1);
    for (int i = 0; i < 1_500; i++) {
      run(former, insert(random.document().append("key", i).append("list", List.of(1))));
    }
    run(former, createIndex("a", of("a", 1, "c", -1)));
    run(former, createIndex("list", of("list", 1)));
    run(former, createIndex(of("name", "unique", "key", of("key", 1), "unique", true)));
    expected = results(run(former, find(of(), BY_ID)));
    former.close();
  }

  @Test
  void storeShouldHaveItsDocumentsAndIndexesWhenAnEarlierVersionWroteIt() {
    for (int start = 0; start < 2; start++) {
      // when
      DurableBackend target = new DurableBackend(DurableBackend.openStore(file));

      // then
      assertThat(results(run(target, find(of(), BY_ID)))).isEqualTo(expected);
      assertThat(indexOf(target, of("a", 1))).isEqualTo("a");
      assertThat(indexOf(target, of("list", 1))).isEqualTo("COLLSCAN");
      assertThat(writeErrors(run(target, insert(of("_id", "new", "key", 7)))))
          .extracting(error -> error.get("code"))
          .containsExactly(11000);
      assertThat(run(target, createIndex("list", of("list", 1)))).containsEntry("ok", 1.0);
      assertThat(target.getMvStore().getMapNames())
          .noneMatch(name -> name.startsWith("databases.") || name.contains("._index_"));
      target.close();
    }
  }

  private static String indexOf(DurableBackend target, Document filter) {
    String explained = run(target, of("explain", find(filter, of()))).toString();
    return explained.contains("COLLSCAN")
        ? "COLLSCAN"
        : explained.replaceAll(".*\"indexName\" : \"(\\w+)\".*", "$1");
  }

  @Test
  void storeShouldBeConvertedAgainWhenTheConversionWasInterrupted() {
    // given
    MVStore half = DurableBackend.openStore(file);
    IndexedDatabase.openDocuments(half, "db.things")
        .put(9_999L, BsonBytes.encode(of("_id", "half")));
    half.close();

    // when
    DurableBackend target = new DurableBackend(DurableBackend.openStore(file));

    // then
    assertThat(results(run(target, find(of(), BY_ID)))).isEqualTo(expected);
    target.close();
  }
}
