package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * An aggregation that begins with {@code $match} or {@code $sort}. These and a {@code $limit} after
 * them are a query; the library runs the stages that follow. Where an index has the numbers, a
 * {@code $group} that only counts reads no documents.
 */
final class IndexedAggregate {
  private final IndexedCollection collection;
  private final Document command;
  private final List<Document> rest;
  private final Document filter;
  private final Document sort;
  private final long limit;

  IndexedAggregate(IndexedCollection collection, Document command) {
    this.collection = collection;
    this.command = command;
    this.rest = new ArrayList<>(FilterBounds.documents(command.get("pipeline")));
    this.filter = leading("$match", Document.class).orElseGet(Document::new);
    this.sort = leading("$sort", Document.class).orElseGet(Document::new);
    this.limit = leading("$limit", Number.class).map(Number::longValue).orElse(0L);
  }

  /** Removes the first stage if it is this one, and returns what it holds. */
  private <T> Optional<T> leading(String stage, Class<T> type) {
    boolean leads = !rest.isEmpty() && type.isInstance(rest.get(0).get(stage));
    return leads && rest.get(0).size() == 1
        ? Optional.of(type.cast(rest.remove(0).get(stage)))
        : Optional.empty();
  }

  boolean usesIndex() {
    return !filter.isEmpty() || !sort.isEmpty() || limit > 0;
  }

  Document filter() {
    return filter;
  }

  Document sort() {
    return sort;
  }

  long limit() {
    return limit;
  }

  Document run(DatabaseResolver databases, MongoDatabase database, Oplog oplog) {
    Aggregation whole = aggregation(pipeline(), databases, database, oplog);
    whole.validate(command);
    List<Document> results =
        counts()
            .map(
                counts ->
                    aggregation(rest.subList(1, rest.size()), databases, database, oplog)
                        .runStages(counts.stream()))
            .orElseGet(
                () ->
                    aggregation(rest, databases, database, oplog)
                        .runStages(
                            StreamSupport.stream(
                                collection.find(filter, sort, 0, limit).spliterator(), false)));
    Document cursor =
        new Document("id", 0L).append("ns", collection.getFullName()).append("firstBatch", results);
    Document response = new Document("cursor", cursor);
    Utils.markOkay(response);
    return response;
  }

  private List<Document> pipeline() {
    return Aggregation.parse(command.get("pipeline"));
  }

  private Aggregation aggregation(
      List<Document> stages, DatabaseResolver databases, MongoDatabase database, Oplog oplog) {
    return Aggregation.fromPipeline(stages, databases, database, collection, oplog);
  }

  /** Returns the documents of the first stage if it counts by a value that the index has. */
  Optional<List<Document>> counts() {
    boolean groups = limit == 0 && !rest.isEmpty() && rest.get(0).get("$group") instanceof Document;
    if (!groups) {
      return Optional.empty();
    }
    Document group = (Document) rest.get(0).get("$group");
    boolean counts =
        group.entrySet().stream().allMatch(e -> e.getKey().equals("_id") || isOne(e.getValue()));
    Object key = group.get("_id");
    if (!counts || !group.containsKey("_id")) {
      return Optional.empty();
    } else if (key instanceof String field && field.matches("\\$\\w+")) {
      return collection
          .countsBy(field.substring(1), filter)
          .map(c -> c.entrySet().stream().map(e -> row(group, e.getKey(), e.getValue())).toList());
    }
    return key == null || key instanceof Number ? total(group, key) : Optional.empty();
  }

  private static boolean isOne(Object accumulator) {
    return accumulator instanceof Document sum && sum.equals(new Document("$sum", 1));
  }

  private Optional<List<Document>> total(Document group, Object key) {
    return collection
        .countInIndex(filter)
        .map(count -> count == 0 ? List.of() : List.of(row(group, key, count)));
  }

  private static Document row(Document group, Object key, long count) {
    Document row = new Document();
    group.forEach((field, value) -> row.put(field, (int) count));
    row.put("_id", key instanceof Missing ? null : key);
    return row;
  }
}
