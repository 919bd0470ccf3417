package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.List;
import java.util.function.Consumer;

/**
 * A copy of all collections of one database into an empty one. Documents are copied in the order of
 * their ids, in batches. The target contains how far the copy has come, so that a copy that was
 * interrupted continues there. The service must run on neither database.
 */
public final class Transfer {
  private static final String PROGRESS = "transfer";
  private static final int BATCH = 1_000;
  private static final UpdateOptions UPSERT = new UpdateOptions().setUpsert(true);

  private final MongoDatabase from;
  private final MongoDatabase to;
  private final Consumer<String> report;

  /**
   * @param report takes one line for each tenth of a collection, and the result of each
   */
  public Transfer(MongoDatabase from, MongoDatabase to, Consumer<String> report) {
    this.from = from;
    this.to = to;
    this.report = report;
  }

  /**
   * Copies what is not copied yet.
   *
   * @return fails with INVALID when the target has documents of another origin or ends with another
   *     number of them, and as every operation of a {@link MongoDatabase} does
   */
  public Future<Void> run() {
    return from.run("listCollections", "all", client -> client.getCollections())
        .compose(
            names -> {
              Future<Void> copied = Future.succeededFuture();
              for (String name : names.stream().filter(n -> !n.startsWith("system.")).toList()) {
                copied = copied.compose(v -> copy(name));
              }
              return copied;
            })
        .compose(v -> to.run("drop", PROGRESS, client -> client.dropCollection(PROGRESS)));
  }

  private record Progress(String collection, String last, long copied, long total) {
    long tenth() {
      return total == 0 ? 10 : copied * 10 / total;
    }
  }

  private Future<Void> copy(String collection) {
    return Future.all(count(from, collection), count(to, collection), last(collection))
        .compose(
            found -> {
              long total = found.resultAt(0);
              long present = found.resultAt(1);
              String last = found.resultAt(2);
              if (present > 0 && last == null) {
                return invalid(
                    "The target has %d documents in %s that no transfer wrote; drop that database or"
                        + " name another server",
                    present, collection);
              }
              return copyFrom(new Progress(collection, last == null ? "" : last, present, total));
            });
  }

  private static Future<Long> count(MongoDatabase database, String collection) {
    return database.run("count", collection, client -> client.count(collection, new JsonObject()));
  }

  /** Returns the id of the last document that was copied; null before the first one. */
  private Future<String> last(String collection) {
    return to.run(
            "find",
            PROGRESS,
            client -> client.findOne(PROGRESS, JsonObject.of("_id", collection), null))
        .map(found -> found == null ? null : found.getString("last"));
  }

  private Future<Void> copyFrom(Progress progress) {
    FindOptions batch = new FindOptions().setSort(JsonObject.of("_id", 1)).setLimit(BATCH);
    JsonObject after = JsonObject.of("_id", JsonObject.of("$gt", progress.last()));
    return from.find(progress.collection(), after, batch)
        .compose(
            documents ->
                documents.isEmpty()
                    ? verify(progress)
                    : write(progress, documents).compose(this::copyFrom));
  }

  private Future<Progress> write(Progress progress, List<JsonObject> documents) {
    String collection = progress.collection();
    String last = documents.get(documents.size() - 1).getString("_id");
    List<BulkOperation> upserts =
        documents.stream()
            .map(
                document ->
                    BulkOperation.createReplace(
                        JsonObject.of("_id", document.getString("_id")), document, true))
            .toList();
    Progress next =
        new Progress(collection, last, progress.copied() + documents.size(), progress.total());
    JsonObject reached = JsonObject.of("$set", JsonObject.of("last", last));
    // A batch whose progress was not stored is written again, with the same result.
    return to.run("bulkWrite", collection, client -> client.bulkWrite(collection, upserts))
        .compose(v -> to.update(PROGRESS, JsonObject.of("_id", collection), reached, UPSERT))
        .map(
            v -> {
              if (next.tenth() > progress.tenth()) {
                report.accept("%s: %d of %d".formatted(collection, next.copied(), next.total()));
              }
              return next;
            });
  }

  private Future<Void> verify(Progress progress) {
    return Future.all(count(from, progress.collection()), count(to, progress.collection()))
        .compose(
            counts -> {
              long expected = counts.resultAt(0);
              long actual = counts.resultAt(1);
              if (actual != expected) {
                return invalid(
                    "%s has %d documents in the target instead of %d; a service writes to one of"
                        + " the databases",
                    progress.collection(), actual, expected);
              }
              report.accept("%s: all %d copied".formatted(progress.collection(), actual));
              return Future.succeededFuture();
            });
  }

  private static Future<Void> invalid(String detail, Object... values) {
    return Future.failedFuture(
        ServiceException.of(ErrorKind.INVALID, "transfer_refused", detail.formatted(values)));
  }
}
