package dev.flightwatch.datacollector.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Saved;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.BulkWriteOptions;
import java.time.Instant;
import java.util.List;

/**
 * Writes the flights of one run. A document that a later run has written does not match the filter,
 * so its upsert meets the key that is there: a duplicate key, which here means "newer, left alone".
 * MongoDB gives the same to one of two parallel first upserts, so each is tried once more.
 */
final class FlightUpserts {
  /** Bounds a command's size, and how long the database is held by one. */
  private static final int BATCH = 1_000;

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().setOrdered(false);

  private final MongoDatabase database;
  private final String airport;
  private final Instant runStart;

  FlightUpserts(MongoDatabase database, String airport, Instant runStart) {
    this.database = database;
    this.airport = airport;
    this.runStart = runStart;
  }

  Future<Saved> write(List<Flight> flights) {
    return writeFrom(0, flights, Saved.NOTHING);
  }

  private Future<Saved> writeFrom(int start, List<Flight> flights, Saved so) {
    if (start >= flights.size()) {
      return Future.succeededFuture(so);
    }
    List<Flight> batch = flights.subList(start, Math.min(start + BATCH, flights.size()));
    return writeBatch(batch, true)
        .compose(
            fresh ->
                writeFrom(
                    start + BATCH,
                    flights,
                    new Saved(so.fresh() + fresh, so.seen() + batch.size() - fresh)));
  }

  private Future<Integer> writeBatch(List<Flight> batch, boolean again) {
    List<BulkOperation> upserts = batch.stream().map(this::upsert).toList();
    return database
        .run(c -> c.bulkWriteWithOptions(MongoFlightStore.COLLECTION, upserts, UNORDERED))
        .map(result -> result.getUpserts().size())
        .recover(
            failure -> {
              if (!MongoDatabase.isDuplicateKey(failure)) {
                return Future.failedFuture(failure);
              }
              MongoBulkWriteException refused = (MongoBulkWriteException) failure;
              int fresh = refused.getWriteResult().getUpserts().size();
              return again
                  ? writeBatch(refused(batch, refused), false).map(more -> fresh + more)
                  : Future.succeededFuture(fresh);
            });
  }

  private static List<Flight> refused(List<Flight> batch, MongoBulkWriteException failure) {
    return failure.getWriteErrors().stream().map(BulkWriteError::getIndex).map(batch::get).toList();
  }

  private BulkOperation upsert(Flight flight) {
    long run = runStart.toEpochMilli();
    JsonObject filter =
        new JsonObject().put("_id", flight.id()).put("run", new JsonObject().put("$lt", run));
    JsonObject document =
        new JsonObject()
            .put("airport", airport)
            .put("source", flight.source().label())
            .put("first_seen", flight.firstSeen())
            .put("run", run)
            .put("flight", flight.data());
    return BulkOperation.createUpdate(filter, new JsonObject().put("$set", document), true, false);
  }
}
