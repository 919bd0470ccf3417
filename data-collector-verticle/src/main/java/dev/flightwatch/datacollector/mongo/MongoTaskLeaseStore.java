package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.tasks.TaskLease;
import dev.flightwatch.datacollector.tasks.TaskLeaseStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Instant;

/**
 * Leases on tasks in MongoDB: {@code {_id: task, lease_owner, lease_until, next_run}}. Times are in
 * milliseconds.
 */
public record MongoTaskLeaseStore(MongoDatabase database) implements TaskLeaseStore {
  static final String COLLECTION = "tasks";

  @Override
  public Future<Boolean> claim(TaskLease lease, Instant now) {
    JsonObject free =
        JsonObject.of("_id", lease.task())
            .put("next_run", JsonObject.of("$lte", now.toEpochMilli()))
            .put("lease_until", JsonObject.of("$lt", now.toEpochMilli()));
    JsonObject held = until(lease.until()).put("lease_owner", lease.holder());
    return database.upsert(
        COLLECTION,
        free,
        JsonObject.of("$set", held, "$setOnInsert", JsonObject.of("next_run", now.toEpochMilli())));
  }

  private static JsonObject until(Instant until) {
    return JsonObject.of("lease_until", until.toEpochMilli());
  }

  @Override
  public Future<Boolean> renew(TaskLease lease) {
    return whileHeld(lease, until(lease.until()));
  }

  @Override
  public Future<Void> release(TaskLease lease, Instant nextRun) {
    return whileHeld(lease, until(Instant.EPOCH).put("next_run", nextRun.toEpochMilli()))
        .mapEmpty();
  }

  private Future<Boolean> whileHeld(TaskLease lease, JsonObject fields) {
    return database
        .update(
            COLLECTION,
            JsonObject.of("_id", lease.task(), "lease_owner", lease.holder()),
            JsonObject.of("$set", fields),
            new UpdateOptions())
        .map(result -> result.getDocMatched() == 1);
  }
}
