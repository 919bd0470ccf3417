package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoCommands.aggregate;
import static dev.flightwatch.embedded.mongo.MongoCommands.createIndex;
import static dev.flightwatch.embedded.mongo.MongoCommands.delete;
import static dev.flightwatch.embedded.mongo.MongoCommands.find;
import static dev.flightwatch.embedded.mongo.MongoCommands.insert;
import static dev.flightwatch.embedded.mongo.MongoCommands.of;
import static dev.flightwatch.embedded.mongo.MongoCommands.run;
import static dev.flightwatch.embedded.mongo.MongoCommands.update;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans of the stores' queries on 3 airports with 100 flights each, 90 of them real. */
class ExplainTest {
  private static final Document NEWEST = of("source", -1, "first_seen", -1, "_id", -1);
  private static final Document BY_TIME = of("first_seen", -1, "_id", -1);
  private static final String BY_AIRPORT = "by_airport";

  private final DurableBackend target = new DurableBackend(MVStore.open(null));

  @BeforeEach
  void fill() {
    Document key = of("airport", 1, "source", -1, "first_seen", -1, "_id", -1);
    run(target, createIndex(BY_AIRPORT, key));
    run(target, createIndex("by_time", of("first_seen", 1)));
    Document partial = of("name", "deleted", "key", of("deleted_at", 1));
    partial.append("partialFilterExpression", of("deleted_at", of("$exists", true)));
    run(target, createIndex(partial));
    for (int i = 0; i < 300; i++) {
      String source = i % 10 == 0 ? "mock" : "opensky";
      Document flight = of("_id", "flight" + i, "airport", "A" + i % 3, "source", source);
      run(target, insert(flight.append("first_seen", (long) i).append("free", i)));
    }
    run(target, insert(of("_id", "deleted", "airport", "A0", "deleted_at", 5L)));
  }

  static Stream<Arguments> queries() {
    Document real = of("airport", "A1", "source", "opensky");
    Document two = of("airport", of("$in", List.of("A1", "A2")), "source", "opensky");
    Document both = of("airport", "A1", "source", of("$in", List.of("opensky", "mock")));
    Document window = of("$gte", 100L, "$lte", 200L);
    Document before = of("$lt", 100L);
    Document cursor =
        of("$or", List.of(of("first_seen", before), of("first_seen", 100L, "_id", of("$lt", "f"))));
    Document upTo = of("$lte", 100L);
    Document mock = of("airport", "A0", "source", "mock", "first_seen", upTo);
    Document branches = of("$or", List.of(two.clone().append("first_seen", upTo), mock));
    Document paged = of("$and", List.of(branches, cursor));
    Document perSource = of("$group", of("_id", "$source", "number", of("$sum", 1)));
    Document total = of("$group", of("_id", 1, "n", of("$sum", 1)));
    Document flights = new Document("distinct", "things").append("key", "airport");
    Document set = of("$set", of("x", 1));
    return Stream.of(
        Arguments.of(find(of("airport", "A1"), NEWEST).append("limit", 1), BY_AIRPORT, 1, 1),
        Arguments.of(find(of("airport", "A1"), of()), BY_AIRPORT, 100, 100),
        Arguments.of(find(two, BY_TIME).append("limit", 5), BY_AIRPORT, 6, 6),
        Arguments.of(find(paged, BY_TIME).append("limit", 5), BY_AIRPORT, 7, 7),
        Arguments.of(find(of("_id", "flight1"), of()), "_id_", 1, 1),
        Arguments.of(find(of("_id", of("$in", List.of("flight1", "x"))), of()), "_id_", 1, 1),
        Arguments.of(find(of("_id", of("$gt", "flight98")), of("_id", 1)), "_id_", 1, 1),
        Arguments.of(find(of(), of("_id", 1)).append("limit", 3), "_id_", 3, 3),
        Arguments.of(find(of(), of("first_seen", -1)).append("limit", 3), "by_time", 3, 3),
        Arguments.of(find(of("deleted_at", before), of()), "deleted", 1, 1),
        Arguments.of(find(of("first_seen", before), of("first_seen", 1)), "by_time", 100, 100),
        Arguments.of(delete(of("first_seen", before)), "by_time", 100, 100),
        Arguments.of(update(of("airport", "A1"), set, true), BY_AIRPORT, 100, 100),
        Arguments.of(of("findAndModify", "things", "query", real), BY_AIRPORT, 1, 1),
        Arguments.of(of("count", "things", "query", two), BY_AIRPORT, 2, 0),
        Arguments.of(of("count", "things", "query", of("free", 1)), "COLLSCAN", 0, 301),
        Arguments.of(flights.clone().append("query", two), BY_AIRPORT, 2, 0),
        Arguments.of(
            aggregate(of("$match", both.clone().append("first_seen", window)), perSource),
            BY_AIRPORT,
            2,
            0),
        Arguments.of(aggregate(of("$match", two), total), BY_AIRPORT, 2, 0),
        Arguments.of(
            aggregate(of("$match", real), of("$sort", BY_TIME), of("$limit", 2)), BY_AIRPORT, 2, 2),
        Arguments.of(find(of("free", 7), of()), "COLLSCAN", 0, 301),
        Arguments.of(find(of("free", of("$ne", 7)), of("free", 1)), "COLLSCAN", 0, 301));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void explainShouldNameTheIndexAndWhatWasExamined(
      Document command, String plan, long keys, long documents) {
    // when
    Document explained = run(target, of("explain", command, "verbosity", "executionStats"));

    // then
    assertThat(plan(explained)).isEqualTo(plan);
    assertThat(((Document) explained.get("executionStats")))
        .containsEntry("totalKeysExamined", keys)
        .containsEntry("totalDocsExamined", documents);
  }

  private static String plan(Document explained) {
    Document stage = (Document) ((Document) explained.get("queryPlanner")).get("winningPlan");
    while (stage.containsKey("inputStage")) {
      stage = (Document) stage.get("inputStage");
    }
    return (String) stage.getOrDefault("indexName", stage.get("stage"));
  }

  @Test
  void explainShouldNotRunTheQueryWhenOnlyThePlanIsRequested() {
    // when
    Document explained =
        run(target, of("explain", find(of("free", 7), of("free", 1)), "verbosity", "queryPlanner"));

    // then
    assertThat(explained).doesNotContainKey("executionStats").containsEntry("ok", 1.0);
    assertThat(explained.toString()).contains("SORT", "COLLSCAN");
  }
}
