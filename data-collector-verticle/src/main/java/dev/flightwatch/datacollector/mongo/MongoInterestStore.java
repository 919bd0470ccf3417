package dev.flightwatch.datacollector.mongo;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
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
 * Interests in MongoDB: {@code {_id: user id, email, derived, airports, confirmed_at, deleted_at}}.
 * Times are in milliseconds. A tombstone has {@code deleted_at}, no address, and no airports.
 */
public final class MongoInterestStore implements InterestStore {
  private static final String COLLECTION = "interests";
  private static final String FIND = "find " + COLLECTION;
  private static final String UPDATE = "update " + COLLECTION;
  private static final String DELETE = "delete " + COLLECTION;
  private static final JsonObject CONFIRMED_LAST = new JsonObject().put("confirmed_at", -1);
  private static final UpdateOptions UPSERT = new UpdateOptions().setUpsert(true);

  private final MongoDatabase database;

  public MongoInterestStore(MongoDatabase database) {
    this.database = requireNonNull(database);
  }

  /** Creates the index if it does not exist. */
  public Future<Void> prepare() {
    return database.run(
        "createIndexes " + COLLECTION,
        c -> c.createIndex(COLLECTION, new JsonObject().put("email", 1)));
  }

  @Override
  public Future<FollowResult> follow(
      Follower follower, EmailAddress email, AirportCode airport, Instant confirmedAt) {
    JsonObject mayFollow = active(follower).put("$or", followedAlreadyOrBelowMaximum(airport));
    JsonObject update =
        new JsonObject()
            .put("$addToSet", new JsonObject().put("airports", airport.value()))
            .put("$max", new JsonObject().put("confirmed_at", confirmedAt.toEpochMilli()))
            .put(
                "$set",
                new JsonObject().put("email", email.value()).put("derived", follower.derived()));
    return database
        .upsert(UPDATE, c -> c.updateCollectionWithOptions(COLLECTION, mayFollow, update, UPSERT))
        .compose(
            written ->
                written.isPresent()
                    ? Future.succeededFuture(FollowResult.FOLLOWED)
                    : whyNotFollowed(follower));
  }

  private static JsonObject active(Follower follower) {
    return new JsonObject().put("_id", follower.id()).putNull("deleted_at");
  }

  private static JsonArray followedAlreadyOrBelowMaximum(AirportCode airport) {
    return new JsonArray()
        .add(new JsonObject().put("airports", airport.value()))
        .add(
            new JsonObject()
                .put("airports." + (MAX_AIRPORTS - 1), new JsonObject().put("$exists", false)));
  }

  private Future<FollowResult> whyNotFollowed(Follower follower) {
    return database
        .run(FIND, c -> c.findOne(COLLECTION, active(follower), new JsonObject().put("_id", 1)))
        .map(found -> found == null ? FollowResult.USER_DELETED : FollowResult.TOO_MANY_AIRPORTS);
  }

  @Override
  public Future<List<AirportCode>> airportsOf(EmailAddress email) {
    FindOptions last = new FindOptions().setSort(CONFIRMED_LAST).setLimit(1);
    return database
        .run(FIND, c -> c.findWithOptions(COLLECTION, active(email), last))
        .map(found -> found.isEmpty() ? List.of() : airports(found.get(0)));
  }

  private static JsonObject active(EmailAddress email) {
    return new JsonObject().put("email", email.value()).putNull("deleted_at");
  }

  private static List<AirportCode> airports(JsonObject document) {
    return AirportCodes.ofJson(document.getJsonArray("airports", new JsonArray())).stream()
        .sorted()
        .toList();
  }

  @Override
  public Future<Integer> unfollow(EmailAddress email, Optional<AirportCode> airport) {
    JsonObject update =
        airport
            .map(a -> new JsonObject().put("$pull", new JsonObject().put("airports", a.value())))
            .orElseGet(
                () ->
                    new JsonObject()
                        .put("$set", new JsonObject().put("airports", new JsonArray())));
    FindOptions last = new FindOptions().setSort(CONFIRMED_LAST);
    return database
        .run(
            "findAndModify " + COLLECTION,
            c ->
                c.findOneAndUpdateWithOptions(
                    COLLECTION, active(email), update, last, new UpdateOptions()))
        .map(
            before -> {
              List<AirportCode> followed = before == null ? List.of() : airports(before);
              return airport.map(a -> followed.contains(a) ? 1 : 0).orElse(followed.size());
            });
  }

  @Override
  public Future<List<AirportCode>> followedAirports() {
    JsonObject active = new JsonObject().putNull("deleted_at");
    return database
        .run(
            "distinct " + COLLECTION,
            c -> c.distinctWithQuery(COLLECTION, "airports", String.class.getName(), active))
        .map(found -> AirportCodes.ofJson(found).stream().sorted().toList());
  }

  @Override
  public Future<Void> markDeleted(String userId, EmailAddress email, Instant now) {
    JsonObject user = new JsonObject().put("_id", userId);
    JsonObject derived = active(email).put("derived", true);
    return database
        .upsert(
            UPDATE, c -> c.updateCollectionWithOptions(COLLECTION, user, tombstone(now), UPSERT))
        .compose(v -> database.run(DELETE, c -> c.removeDocuments(COLLECTION, derived)))
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
    return database.run(DELETE, c -> c.removeDocuments(COLLECTION, active(email))).mapEmpty();
  }

  @Override
  public Future<Void> deleteStaleInterests(
      EmailAddress email, Optional<Follower> current, Instant requestedAt, Instant now) {
    JsonObject stale =
        active(email).put("confirmed_at", new JsonObject().put("$lt", requestedAt.toEpochMilli()));
    current.ifPresent(follower -> stale.put("_id", new JsonObject().put("$ne", follower.id())));
    return database
        .run(FIND, c -> c.findOne(COLLECTION, stale, new JsonObject().put("_id", 1)))
        .compose(found -> found == null ? Future.succeededFuture() : delete(stale, now));
  }

  private Future<Void> delete(JsonObject stale, Instant now) {
    JsonObject derived = stale.copy().put("derived", true);
    JsonObject ownId = stale.copy().put("derived", new JsonObject().put("$ne", true));
    return database
        .run(DELETE, c -> c.removeDocuments(COLLECTION, derived))
        .compose(
            v ->
                database.run(
                    UPDATE,
                    c ->
                        c.updateCollectionWithOptions(
                            COLLECTION, ownId, tombstone(now), new UpdateOptions().setMulti(true))))
        .mapEmpty();
  }

  @Override
  public Future<List<KnownFollower>> followers(String after, int limit) {
    FindOptions byId = new FindOptions().setSort(new JsonObject().put("_id", 1)).setLimit(limit);
    JsonObject next = activeWithOwnId(new JsonObject().put("$gt", after));
    return database
        .run(FIND, c -> c.findWithOptions(COLLECTION, next, byId))
        .map(found -> found.stream().map(MongoInterestStore::knownFollower).toList());
  }

  private static KnownFollower knownFollower(JsonObject document) {
    return new KnownFollower(
        document.getString("_id"), new EmailAddress(document.getString("email")));
  }

  private static JsonObject activeWithOwnId(Object id) {
    return new JsonObject()
        .put("_id", id)
        .putNull("deleted_at")
        .put("derived", new JsonObject().put("$ne", true));
  }

  @Override
  public Future<Boolean> deleteUnconfirmed(String userId, Instant requestedAt, Instant now) {
    JsonObject unconfirmed =
        activeWithOwnId(userId)
            .put("confirmed_at", new JsonObject().put("$lt", requestedAt.toEpochMilli()));
    return database
        .run(UPDATE, c -> c.updateCollection(COLLECTION, unconfirmed, tombstone(now)))
        .map(updated -> updated.getDocModified() > 0);
  }

  @Override
  public Future<Long> deleteTombstonesBefore(Instant end) {
    JsonObject old =
        new JsonObject().put("deleted_at", new JsonObject().put("$lt", end.toEpochMilli()));
    return database
        .run(DELETE, c -> c.removeDocuments(COLLECTION, old))
        .map(result -> result.getRemovedCount());
  }
}
