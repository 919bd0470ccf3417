package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import dev.flightwatch.embedded.mongo.QueryPlan.IndexScan;
import java.util.ArrayList;
import java.util.List;

/** The response to {@code explain}, in the form of MongoDB as far as the plans here have it. */
final class Explain {
  private final IndexedCollection collection;
  private final Query query;
  private final QueryPlan plan;

  /**
   * What an explained command looks for.
   *
   * @param limit 0: none
   * @param fromIndex whether no document is read for the result
   */
  private record Query(Document filter, Document sort, long limit, boolean fromIndex) {}

  private Explain(IndexedCollection collection, Query query) {
    this.collection = collection;
    this.query = query;
    this.plan = collection.plan(query.filter, query.sort);
  }

  /**
   * @param collection null if it does not exist
   * @param command the explained one
   * @param execute whether to run the query as well
   */
  static Document of(IndexedCollection collection, Document command, boolean execute) {
    if (collection == null) {
      Document planner = new Document("winningPlan", new Document("stage", "EOF"));
      return response(new Document("queryPlanner", planner));
    }
    Explain explain = new Explain(collection, query(collection, command));
    Document response = new Document("explainVersion", "1").append("queryPlanner", explain.plan());
    if (execute) {
      response.append("executionStats", explain.statistics());
    }
    return response(response);
  }

  private static Document response(Document response) {
    Utils.markOkay(response);
    return response;
  }

  private static Query query(IndexedCollection collection, Document command) {
    String name = command.keySet().iterator().next();
    return switch (name) {
      case "find" -> find(command);
      case "findAndModify" -> new Query(part(command, "query"), part(command, "sort"), 1, false);
      case "aggregate" -> {
        var aggregate = new IndexedAggregate(collection, command);
        boolean fromIndex = aggregate.counts().isPresent();
        yield new Query(aggregate.filter(), aggregate.sort(), aggregate.limit(), fromIndex);
      }
      case "count" -> {
        Document filter = part(command, "query");
        yield new Query(filter, new Document(), 0, collection.countInIndex(filter).isPresent());
      }
      case "distinct" -> {
        Document filter = part(command, "query");
        var counts = collection.countsBy((String) command.get("key"), filter);
        yield new Query(filter, new Document(), 0, counts.isPresent());
      }
      case "update" -> first(command, "updates");
      case "delete" -> first(command, "deletes");
      default -> throw new MongoServerError(59, "CommandNotFound", "cannot explain " + name);
    };
  }

  private static Query find(Document command) {
    long skip = ((Number) command.getOrDefault("skip", 0)).longValue();
    long limit = ((Number) command.getOrDefault("limit", 0)).longValue();
    return new Query(
        part(command, "filter"), part(command, "sort"), limit == 0 ? 0 : skip + limit, false);
  }

  private static Query first(Document command, String statements) {
    Document statement = FilterBounds.documents(command.get(statements)).get(0);
    return new Query(part(statement, "q"), new Document(), 0, false);
  }

  private static Document part(Document command, String field) {
    return command.get(field) instanceof Document part ? part : new Document();
  }

  private Document plan() {
    Document stage = found();
    if (!query.sort.isEmpty() && !plan.sorted()) {
      stage = new Document("stage", "SORT").append("inputStage", stage);
    }
    return new Document("namespace", collection.getFullName())
        .append("parsedQuery", query.filter)
        .append("winningPlan", stage);
  }

  private Document found() {
    if (query.filter.isEmpty() && query.fromIndex) {
      return new Document("stage", "RECORD_STORE_FAST_COUNT");
    } else if (plan.isCollectionScan()) {
      return new Document("stage", "COLLSCAN");
    }
    List<Document> scans = plan.scans().stream().map(Explain::scan).toList();
    Document keys =
        scans.size() == 1
            ? scans.get(0)
            : new Document("stage", "OR").append("inputStages", new ArrayList<>(scans));
    return query.fromIndex ? keys : new Document("stage", "FETCH").append("inputStage", keys);
  }

  private static Document scan(IndexScan scan) {
    Document pattern = new Document();
    for (IndexKey key : scan.index().getKeys()) {
      pattern.put(key.getKey(), key.isAscending() ? 1 : -1);
    }
    return new Document("stage", "IXSCAN")
        .append("keyPattern", pattern)
        .append("indexName", scan.index().getName())
        .append("isUnique", scan.index().isUnique())
        .append("isPartial", !scan.index().partialFilter().isEmpty())
        .append("direction", scan.reverse() ? "backward" : "forward")
        .append("ranges", scan.ranges().size());
  }

  private Document statistics() {
    long begin = System.nanoTime();
    QueryRun run = collection.run(plan, query.filter, query.sort);
    long returned = query.fromIndex ? 0 : run.matches(0, query.limit).size();
    return new Document("executionSuccess", true)
        .append("nReturned", returned)
        .append("executionTimeMillis", (System.nanoTime() - begin) / 1_000_000)
        .append("totalKeysExamined", query.fromIndex ? plan.ranges() : run.keysExamined())
        .append("totalDocsExamined", run.documentsExamined());
  }
}
