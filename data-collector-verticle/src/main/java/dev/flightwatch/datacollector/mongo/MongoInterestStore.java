package dev.flightwatch.datacollector.mongo;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.interests.Follower;
import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Interests in MongoDB: {@code {_id: user id, email, derived, airports, confirmed_at, deleted_at}},
 * times in milliseconds. A tombstone keeps its id and when it was set, nothing else.
 */
public final class MongoInterestStore implements InterestStore {
  private static final String COLLECTION = "interests";
  private static final JsonObject CONFIRMED_LAST = new JsonObject().put("confirmed_at", -1);
  private static final UpdateOptions UPSERT = new UpdateOptions().setUpsert(true);

  private final MongoDatabase database;

  public MongoInterestStore(MongoDatabase database) {
    this.database = requireNonNull(database);
  }

  /** Makes the index, unless it is there. */
  public Future<Void> prepare() {
    return database.run(c -> c.createIndex(COLLECTION, new JsonObject().put("email", 1)));
  }

  @Override
  public Future<Boolean> follow(
      Follower owner, EmailAddress email, String airport, Instant confirmedAt) {
    JsonObject living = new JsonObject().put("_id", owner.id()).putNull("deleted_at");
    JsonObject update =
        new JsonObject()
            .put("$addToSet", new JsonObject().put("airports", airport))
            .put("$max", new JsonObject().put("confirmed_at", confirmedAt.toEpochMilli()))
            .put(
                "$set",
                new JsonObject().put("email", email.value()).put("derived", owner.derived()));
    return database
        .upsert(c -> c.updateCollectionWithOptions(COLLECTION, living, update, UPSERT))
        .map(Optional::isPresent);
  }

  @Override
  public Future<List<String>> airportsOf(EmailAddress email) {
    FindOptions last = new FindOptions().setSort(CONFIRMED_LAST).setLimit(1);
    return database
        .run(c -> c.findWithOptions(COLLECTION, living(email), last))
        .map(found -> found.isEmpty() ? List.of() : airports(found.get(0)));
  }

  private static JsonObject living(EmailAddress email) {
    return new JsonObject().put("email", email.value()).putNull("deleted_at");
  }

  private static List<String> airports(JsonObject document) {
    return document.getJsonArray("airports", new JsonArray()).stream()
        .map(String.class::cast)
        .sorted()
        .toList();
  }

  @Override
  public Future<Integer> unfollow(EmailAddress email, Optional<String> airport) {
    JsonObject update =
        airport
            .map(a -> new JsonObject().put("$pull", new JsonObject().put("airports", a)))
            .orElseGet(
                () ->
                    new JsonObject()
                        .put("$set", new JsonObject().put("airports", new JsonArray())));
    FindOptions last = new FindOptions().setSort(CONFIRMED_LAST);
    return database
        .run(
            c ->
                c.findOneAndUpdateWithOptions(
                    COLLECTION, living(email), update, last, new UpdateOptions()))
        .map(
            before -> {
              List<String> followed = before == null ? List.of() : airports(before);
              return airport.map(a -> followed.contains(a) ? 1 : 0).orElse(followed.size());
            });
  }

  @Override
  public Future<List<String>> followedAirports() {
    JsonObject living = new JsonObject().putNull("deleted_at");
    return database
        .run(c -> c.distinctWithQuery(COLLECTION, "airports", String.class.getName(), living))
        .map(found -> found.stream().map(String.class::cast).sorted().toList());
  }

  @Override
  public Future<Void> markDeleted(String userId, EmailAddress email, Instant now) {
    JsonObject user = new JsonObject().put("_id", userId);
    JsonObject derived = living(email).put("derived", true);
    return database
        .upsert(c -> c.updateCollectionWithOptions(COLLECTION, user, tombstone(now), UPSERT))
        .compose(v -> database.run(c -> c.removeDocuments(COLLECTION, derived)))
        .mapEmpty();
  }

  private static JsonObject tombstone(Instant now) {
    return new JsonObject()
        .put(
            "$set",
            new JsonObject().put("deleted_at", now.toEpochMilli()).put("airports", new JsonArray()))
        .put("$unset", new JsonObject().put("email", "").put("confirmed_at", ""));
  }

  @Override
  public Future<Void> deleteActive(EmailAddress email) {
    return database.run(c -> c.removeDocuments(COLLECTION, living(email))).mapEmpty();
  }

  @Override
  public Future<Void> deleteStaleInterests(
      EmailAddress email, Optional<Follower> living, Instant askedAt, Instant now) {
    JsonObject others =
        living(email).put("confirmed_at", new JsonObject().put("$lt", askedAt.toEpochMilli()));
    living.ifPresent(owner -> others.put("_id", new JsonObject().put("$ne", owner.id())));
    return database
        .run(c -> c.findOne(COLLECTION, others, new JsonObject().put("_id", 1)))
        .compose(found -> found == null ? Future.succeededFuture() : end(others, now));
  }

  private Future<Void> end(JsonObject others, Instant now) {
    JsonObject derived = others.copy().put("derived", true);
    JsonObject named = others.copy().put("derived", new JsonObject().put("$ne", true));
    return database
        .run(c -> c.removeDocuments(COLLECTION, derived))
        .compose(
            v ->
                database.run(
                    c ->
                        c.updateCollectionWithOptions(
                            COLLECTION, named, tombstone(now), new UpdateOptions().setMulti(true))))
        .mapEmpty();
  }

  @Override
  public Future<List<KnownFollower>> followers(String after, int limit) {
    FindOptions byId = new FindOptions().setSort(new JsonObject().put("_id", 1)).setLimit(limit);
    JsonObject next = livingOfOwnId(new JsonObject().put("$gt", after));
    return database
        .run(c -> c.findWithOptions(COLLECTION, next, byId))
        .map(found -> found.stream().map(MongoInterestStore::knownFollower).toList());
  }

  private static KnownFollower knownFollower(JsonObject document) {
    return new KnownFollower(
        document.getString("_id"), new EmailAddress(document.getString("email")));
  }

  private static JsonObject livingOfOwnId(Object id) {
    return new JsonObject()
        .put("_id", id)
        .putNull("deleted_at")
        .put("derived", new JsonObject().put("$ne", true));
  }

  @Override
  public Future<Boolean> deleteUnconfirmed(String userId, Instant askedAt, Instant now) {
    JsonObject unconfirmedSince =
        livingOfOwnId(userId)
            .put("confirmed_at", new JsonObject().put("$lt", askedAt.toEpochMilli()));
    return database
        .run(c -> c.updateCollection(COLLECTION, unconfirmedSince, tombstone(now)))
        .map(updated -> updated.getDocModified() > 0);
  }

  @Override
  public Future<Long> deleteTombstonesBefore(Instant end) {
    JsonObject old =
        new JsonObject().put("deleted_at", new JsonObject().put("$lt", end.toEpochMilli()));
    return database.run(c -> c.removeDocuments(COLLECTION, old)).map(r -> r.getRemovedCount());
  }
}
