package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.FollowedAirports;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The marks of the followed airports in their documents in {@code collections}: {@code {followed,
 * followed_at, follows}}. {@code followed} is true or absent; {@code follows} counts the marks and
 * never decreases. A new document is complete, so that replicas of a previous version can claim it.
 */
public record MongoFollowedAirports(MongoDatabase database) implements FollowedAirports {
  private static final String COLLECTION = MongoCollectionStore.COLLECTION;

  @Override
  public Future<Mark> mark(AirportCode airport, Instant now) {
    long at = now.toEpochMilli();
    JsonObject update =
        JsonObject.of(
            "$set", JsonObject.of("followed", true, "followed_at", at, "unread", true),
            "$inc", JsonObject.of("follows", 1),
            "$setOnInsert", JsonObject.of("first_followed", at, "next_due", at, "lease_until", 0L));
    UpdateOptions upsert = new UpdateOptions().setUpsert(true);
    return MongoDatabase.upsert(
            () ->
                database
                    .findAndModify(
                        COLLECTION,
                        JsonObject.of("_id", airport.value()),
                        update,
                        new FindOptions(),
                        upsert)
                    .map(before -> mark(before == null ? new JsonObject() : before)))
        .map(Optional::orElseThrow);
  }

  private static Mark mark(JsonObject before) {
    return new Mark(before.getLong("follows", 0L) + 1, !before.getBoolean("followed", false));
  }

  @Override
  public Future<Boolean> isMarked(AirportCode airport) {
    FindOptions anyId = new FindOptions().setFields(JsonObject.of("_id", 1)).setLimit(1);
    return database
        .find(COLLECTION, JsonObject.of("_id", airport.value(), "followed", true), anyId)
        .map(found -> !found.isEmpty());
  }

  @Override
  public Future<Map<AirportCode, Long>> marked(String after, int limit) {
    JsonObject next = JsonObject.of("_id", JsonObject.of("$gt", after), "followed", true);
    FindOptions byAirport =
        new FindOptions()
            .setSort(JsonObject.of("_id", 1))
            .setFields(JsonObject.of("follows", 1))
            .setLimit(limit);
    return database
        .find(COLLECTION, next, byAirport)
        .map(
            found -> {
              Map<AirportCode, Long> versions = new LinkedHashMap<>();
              found.forEach(
                  document ->
                      versions.put(
                          new AirportCode(document.getString("_id")), document.getLong("follows")));
              return versions;
            });
  }

  @Override
  public Future<Boolean> clear(AirportCode airport, long version) {
    return database
        .update(
            COLLECTION,
            JsonObject.of("_id", airport.value(), "followed", true, "follows", version),
            JsonObject.of("$unset", JsonObject.of("followed", "", "followed_at", "")),
            new UpdateOptions())
        .map(result -> result.getDocModified() > 0);
  }
}
