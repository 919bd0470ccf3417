package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.collection.Demand;
import dev.flightwatch.datacollector.collection.Plan;
import dev.flightwatch.datacollector.flights.AirportCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The plan of the collection in MongoDB: one document. Times are in milliseconds. */
final class MongoPlans {
  private static final String COLLECTION = "plans";
  private static final JsonObject ID = JsonObject.of("_id", "collection");

  private MongoPlans() {}

  static Future<Optional<Plan>> find(MongoDatabase database) {
    return database
        .find(COLLECTION, ID, new FindOptions().setLimit(1))
        .map(found -> found.stream().findFirst().map(MongoPlans::plan));
  }

  private static Plan plan(JsonObject document) {
    return new Plan(
        Instant.ofEpochMilli(document.getLong("made_at")),
        Duration.ofMillis(document.getLong("interval")),
        airports(document.getJsonArray("rereads")),
        new Demand(
            document.getInteger("airports"),
            document.getInteger("mandatory_reads"),
            document.getInteger("days"),
            document.getInteger("backfill_calls", 0)),
        Optional.ofNullable(document.getLong("oldest_due")).map(Instant::ofEpochMilli),
        document.getInteger("days_left_unread"),
        airports(document.getJsonArray("backfill", new JsonArray())),
        Instant.ofEpochMilli(document.getLong("backfill_at", 0L)));
  }

  private static List<AirportCode> airports(JsonArray codes) {
    return codes.stream().map(code -> new AirportCode((String) code)).toList();
  }

  /** A stored plan that was made later does not meet the condition and stays. */
  static Future<Void> save(MongoDatabase database, Plan plan) {
    JsonObject fields =
        JsonObject.of("made_at", plan.madeAt().toEpochMilli())
            .put("interval", plan.interval().toMillis())
            .put("rereads", AirportCodes.toJson(plan.rereads()))
            .put("airports", plan.demand().airports())
            .put("mandatory_reads", plan.demand().mandatoryReads())
            .put("days", plan.demand().days())
            .put("oldest_due", plan.oldestDue().map(Instant::toEpochMilli).orElse(null))
            .put("days_left_unread", plan.daysLeftUnread())
            .put("backfill_calls", plan.demand().backfill())
            .put("backfill", AirportCodes.toJson(plan.backfill()))
            .put("backfill_at", plan.backfillAt().toEpochMilli());
    JsonObject older = ID.copy().put("made_at", JsonObject.of("$lt", plan.madeAt().toEpochMilli()));
    return database.upsert(COLLECTION, older, JsonObject.of("$set", fields)).mapEmpty();
  }
}
