package dev.flightwatch.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the server with the library, which scans, on random data. */
class IndexedQueriesTest {
  private static final int ROUNDS = 50;
  private static final int QUERIES = 50;
  private static final int DOCUMENTS = 100;

  private final AbstractMongoBackend scanning = H2Backend.inMemory();
  private final AbstractMongoBackend target = new DurableBackend(MVStore.open(null));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void commandsShouldGiveTheSameResultsAsAScan(long seed) {
    // given
    RandomQueries random = new RandomQueries(seed);
    createIndexes();
    for (int i = 0; i < DOCUMENTS; i++) {
      both(insert(random.document()));
    }

    for (int round = 0; round < ROUNDS; round++) {
      // when
      both(insert(random.document()));
      both(update(random.filter(), random.update(), true));
      both(update(new Document("_id", random.someId()), random.update(), false));
      both(delete(new Document("_id", random.someId())));
      both(findAndModify(random.filter(), random.update()));
      if (round % 10 == 9) {
        both(delete(random.filter()));
      }

      // then
      for (int i = 0; i < QUERIES; i++) {
        compare(random.filter(), random.sort(), random);
      }
    }
  }

  private void compare(Document filter, Document sort, RandomQueries random) {
    Document find = new Document("find", "things").append("filter", filter).append("sort", sort);
    if (!sort.isEmpty()) {
      find.append("skip", random.below(3)).append("limit", random.below(10));
    }
    List<Object> expected = documents(run(scanning, find));
    List<Object> found = documents(run(target, find));
    if (sort.isEmpty()) {
      assertThat(found).as("%s", find).containsExactlyInAnyOrderElementsOf(expected);
    } else {
      assertThat(found).as("%s", find).isEqualTo(expected);
    }
    both(new Document("count", "things").append("query", filter));
    both(new Document("distinct", "things").append("key", "b").append("query", filter));
    both(aggregate(filter, random.below(2) == 0 ? "$b" : null));
  }

  private static Document aggregate(Document filter, String key) {
    Document group = new Document("_id", key).append("number", new Document("$sum", 1));
    return new Document("aggregate", "things")
        .append("pipeline", List.of(new Document("$match", filter), new Document("$group", group)))
        .append("cursor", new Document());
  }

  private static List<Object> documents(Document response) {
    assertThat(response).as("%s", response).containsKey("cursor");
    Document cursor = (Document) response.get("cursor");
    return new ArrayList<>((Collection<?>) cursor.get("firstBatch"));
  }

  private void createIndexes() {
    createIndex("a", new Document("a", 1), null);
    createIndex("bc", new Document("b", 1).append("c", -1), null);
    createIndex("ba", new Document("b", -1).append("a", 1).append("_id", -1), null);
    createIndex("dx", new Document("d.x", 1), null);
    createIndex("partial", new Document("c", 1).append("a", 1), new Document("b", "p"));
  }

  private void createIndex(String name, Document key, Document partialFilter) {
    Document index = new Document("key", key).append("name", name);
    index.putIfNotNull("partialFilterExpression", partialFilter);
    assertThat(
            run(target, new Document("createIndexes", "things").append("indexes", List.of(index))))
        .containsEntry("ok", 1.0);
  }

  private static Document insert(Document document) {
    return new Document("insert", "things").append("documents", List.of(document));
  }

  private static Document update(Document filter, Document update, boolean multi) {
    Document one = new Document("q", filter).append("u", update).append("multi", multi);
    return new Document("update", "things").append("updates", List.of(one));
  }

  private static Document delete(Document filter) {
    Document one = new Document("q", filter).append("limit", 0);
    return new Document("delete", "things").append("deletes", List.of(one));
  }

  private static Document findAndModify(Document filter, Document update) {
    return new Document("findAndModify", "things")
        .append("query", filter)
        .append("sort", new Document("c", 1).append("_id", -1))
        .append("update", update);
  }

  private void both(Document command) {
    Document expected = run(scanning, command);
    assertThat(text(run(target, command))).as("%s", command).isEqualTo(text(expected));
  }

  /** Without the difference between equal numbers, any of which can stand for the others. */
  private static String text(Document response) {
    return response.toString().replace("2.0", "2");
  }

  private static Document run(AbstractMongoBackend backend, Document command) {
    Document copy = command.cloneDeeply();
    String name = copy.keySet().iterator().next();
    return backend.handleCommand(new EmbeddedChannel(), "db", name, copy);
  }
}
