package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoCommands.aggregate;
import static dev.flightwatch.embedded.mongo.MongoCommands.createIndex;
import static dev.flightwatch.embedded.mongo.MongoCommands.delete;
import static dev.flightwatch.embedded.mongo.MongoCommands.find;
import static dev.flightwatch.embedded.mongo.MongoCommands.insert;
import static dev.flightwatch.embedded.mongo.MongoCommands.of;
import static dev.flightwatch.embedded.mongo.MongoCommands.results;
import static dev.flightwatch.embedded.mongo.MongoCommands.run;
import static dev.flightwatch.embedded.mongo.MongoCommands.update;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the server with the library, which scans, on random data. */
class IndexedQueriesTest {
  private static final int ROUNDS = 50;
  private static final int QUERIES = 50;
  private static final int DOCUMENTS = 60;

  private final MongoBackend scanning = H2Backend.inMemory();
  private final MongoBackend target = new DurableBackend(MVStore.open(null));

  @BeforeEach
  void createIndexes() {
    Document partial = of("name", "partial", "key", of("c", 1, "a", 1));
    List.of(
            createIndex("a", of("a", 1)),
            createIndex("bc", of("b", 1, "c", -1)),
            createIndex("ba", of("b", -1, "a", 1, "_id", -1)),
            createIndex("dx", of("d.x", 1)),
            createIndex(partial.append("partialFilterExpression", of("b", "p"))))
        .forEach(index -> assertThat(run(target, index)).containsEntry("ok", 1.0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void commandsShouldGiveTheResultsOfAScanWhenThereAreIndexes(long seed) {
    // given
    RandomQueries random = new RandomQueries(seed);
    for (int i = 0; i < DOCUMENTS; i++) {
      both(insert(random.document()));
    }

    for (int round = 0; round < ROUNDS; round++) {
      // when
      change(random);

      // then
      for (int i = 0; i < QUERIES; i++) {
        compare(random.filter(), random.sort(), random);
      }
    }
  }

  private void change(RandomQueries random) {
    both(insert(random.document()));
    both(update(random.filter(), random.update(), true));
    both(update(of("_id", random.someId()), random.update(), false));
    both(delete(of("_id", random.someId())));
    both(
        of("findAndModify", MongoCommands.COLLECTION, "query", random.filter())
            .append("sort", of("c", 1, "_id", -1))
            .append("update", random.update()));
    if (random.below(20) == 0) {
      both(delete(random.filter()));
    }
  }

  private void compare(Document filter, Document sort, RandomQueries random) {
    Document find = find(filter, sort);
    if (!sort.isEmpty()) {
      find.append("skip", random.below(3)).append("limit", random.below(10));
    }
    find.append("projection", random.projection(!sort.isEmpty()));
    List<Document> expected = results(run(scanning, find));
    List<Document> found = results(run(target, find));
    if (sort.isEmpty()) {
      found = byId(found);
      expected = byId(expected);
    }
    assertThat(found).as("%s", find).isEqualTo(expected);
    switch (random.below(3)) {
      case 0 -> both(of("count", MongoCommands.COLLECTION, "query", filter));
      case 1 -> both(of("distinct", MongoCommands.COLLECTION, "key", "b", "query", filter));
      default -> {
        Document group = of("_id", random.below(2) == 0 ? "$b" : null, "n", of("$sum", 1));
        both(aggregate(of("$match", filter), of("$group", group)));
      }
    }
  }

  private static List<Document> byId(List<Document> documents) {
    return documents.stream()
        .sorted(Comparator.comparing(document -> document.get("_id"), ValueComparator.asc()))
        .toList();
  }

  private void both(Document command) {
    Document expected = run(scanning, command);
    assertThat(text(run(target, command))).as("%s", command).isEqualTo(text(expected));
  }

  /** Without the difference between equal numbers, any of which can stand for the others. */
  private static String text(Document response) {
    return response.toString().replace("2.0", "2");
  }
}
