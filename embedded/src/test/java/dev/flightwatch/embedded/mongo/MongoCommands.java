package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Collection;
import java.util.List;

/** Commands for a backend without a connection, on the collection {@code things}. */
final class MongoCommands {
  static final String COLLECTION = "things";

  private static final Channel CHANNEL = new EmbeddedChannel();

  private MongoCommands() {}

  /** Returns a document of keys and values in turn. */
  static Document of(Object... keysAndValues) {
    Document document = new Document();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      document.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return document;
  }

  /** Runs a copy of the command, as the backend changes what it gets. */
  static Document run(MongoBackend backend, Document command) {
    Document copy = command.cloneDeeply();
    String name = copy.keySet().iterator().next();
    return backend.handleCommand(CHANNEL, "db", name, copy);
  }

  static List<Document> results(Document response) {
    Object batch = ((Document) response.get("cursor")).get("firstBatch");
    return documents((Collection<?>) batch);
  }

  static List<Document> writeErrors(Document response) {
    return documents((Collection<?>) response.get("writeErrors"));
  }

  private static List<Document> documents(Collection<?> values) {
    return values.stream().map(Document.class::cast).toList();
  }

  static Document insert(Document... documents) {
    return of("insert", COLLECTION, "documents", List.of(documents));
  }

  static Document find(Document filter, Document sort) {
    return of("find", COLLECTION, "filter", filter, "sort", sort);
  }

  static Document update(Document filter, Document update, boolean multi) {
    Document one = of("q", filter, "u", update, "multi", multi);
    return of("update", COLLECTION, "updates", List.of(one));
  }

  static Document delete(Document filter) {
    return of("delete", COLLECTION, "deletes", List.of(of("q", filter, "limit", 0)));
  }

  static Document aggregate(Document... stages) {
    return of("aggregate", COLLECTION, "pipeline", List.of(stages), "cursor", new Document());
  }

  static Document createIndex(String name, Document key) {
    return createIndex(of("name", name, "key", key));
  }

  static Document createIndex(Document index) {
    return of("createIndexes", COLLECTION, "indexes", List.of(index));
  }
}
