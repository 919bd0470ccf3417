package dev.flightwatch.datacollector.mongo;

import static java.util.stream.Collectors.toSet;

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
public record MongoInterestStore(MongoDatabase database) implements InterestStore {
  private static final String COLLECTION = "interests";
  private static final JsonObject CONFIRMED_LAST = JsonObject.of("confirmed_at", -1);
  private static final JsonObject NOT_DERIVED = JsonObject.of("$ne", true);

  /** Creates the indexes if they do not exist. */
  public Future<Void> prepare() {
    return database
        .createIndex(COLLECTION, JsonObject.of("email", 1))
        .compose(v -> database.createPartialIndex(COLLECTION, "deleted_at"));
  }

  @Override
  public Future<FollowResult> follow(
      Follower follower, EmailAddress email, AirportCode airport, Instant confirmedAt) {
    JsonObject followsAlready = JsonObject.of("airports", airport.value());
    JsonObject belowMaximum =
        JsonObject.of("airports." + (MAX_AIRPORTS - 1), JsonObject.of("$exists", false));
    JsonObject mayFollow =
        active("_id", follower.id()).put("$or", JsonArray.of(followsAlready, belowMaximum));
    JsonObject update =
        JsonObject.of(
            "$addToSet", followsAlready,
            "$max", JsonObject.of("confirmed_at", confirmedAt.toEpochMilli()),
            "$set", JsonObject.of("email", email.value(), "derived", follower.derived()));
    return database
        .upsert(COLLECTION, mayFollow, update)
        .compose(
            done ->
                done
                    ? Future.succeededFuture(FollowResult.FOLLOWED)
                    : exists(active("_id", follower.id()))
                        .map(
                            isActive ->
                                isActive
                                    ? FollowResult.TOO_MANY_AIRPORTS
                                    : FollowResult.USER_DELETED));
  }

  private static JsonObject active(String field, Object value) {
    return JsonObject.of(field, value).putNull("deleted_at");
  }

  private static JsonObject active(EmailAddress email) {
    return active("email", email.value());
  }

  private Future<Boolean> exists(JsonObject query) {
    FindOptions anyId = new FindOptions().setFields(JsonObject.of("_id", 1)).setLimit(1);
    return database.find(COLLECTION, query, anyId).map(found -> !found.isEmpty());
  }

  @Override
  public Future<List<AirportCode>> airportsOf(EmailAddress email) {
    FindOptions last = new FindOptions().setSort(CONFIRMED_LAST).setLimit(1);
    return database
        .find(COLLECTION, active(email), last)
        .map(found -> found.isEmpty() ? List.of() : airports(found.get(0)));
  }

  private static List<AirportCode> airports(JsonObject document) {
    return AirportCodes.ofJson(document.getJsonArray("airports", new JsonArray()));
  }

  @Override
  public Future<Integer> unfollow(EmailAddress email, Optional<AirportCode> airport) {
    JsonObject update =
        airport
            .map(a -> JsonObject.of("$pull", JsonObject.of("airports", a.value())))
            .orElse(JsonObject.of("$set", JsonObject.of("airports", new JsonArray())));
    FindOptions last = new FindOptions().setSort(CONFIRMED_LAST);
    return database
        .findAndModify(COLLECTION, active(email), update, last, new UpdateOptions())
        .map(
            before -> {
              List<AirportCode> followed = before == null ? List.of() : airports(before);
              return airport.map(a -> followed.contains(a) ? 1 : 0).orElse(followed.size());
            });
  }

  @Override
  public Future<FollowedPage> followedAirports(String after, int limit) {
    FindOptions byId =
        new FindOptions()
            .setSort(JsonObject.of("_id", 1))
            .setFields(JsonObject.of("airports", 1))
            .setLimit(limit);
    return database
        .find(COLLECTION, active("_id", JsonObject.of("$gt", after)), byId)
        .map(found -> followedPage(found, limit));
  }

  private static FollowedPage followedPage(List<JsonObject> found, int limit) {
    return new FollowedPage(
        found.size() < limit
            ? Optional.empty()
            : Optional.of(found.get(limit - 1).getString("_id")),
        found.stream().flatMap(document -> airports(document).stream()).collect(toSet()));
  }

  @Override
  public Future<Void> markDeleted(String userId, EmailAddress email, Instant now) {
    return database
        .upsert(COLLECTION, JsonObject.of("_id", userId), tombstone(now))
        .compose(v -> database.delete(COLLECTION, active(email).put("derived", true)))
        .mapEmpty();
  }

  private static JsonObject tombstone(Instant now) {
    return JsonObject.of(
        "$set", JsonObject.of("deleted_at", now.toEpochMilli(), "airports", new JsonArray()),
        "$unset", JsonObject.of("email", "", "confirmed_at", ""));
  }

  @Override
  public Future<Void> deleteActive(EmailAddress email) {
    return database.delete(COLLECTION, active(email)).mapEmpty();
  }

  @Override
  public Future<Void> deleteStaleInterests(
      EmailAddress email, Optional<Follower> current, Instant requestedAt, Instant now) {
    JsonObject stale = active(email).put("confirmed_at", before(requestedAt));
    current.ifPresent(follower -> stale.put("_id", JsonObject.of("$ne", follower.id())));
    return exists(stale)
        .compose(found -> found ? delete(stale, now) : Future.succeededFuture())
        .mapEmpty();
  }

  private Future<?> delete(JsonObject stale, Instant now) {
    UpdateOptions all = new UpdateOptions().setMulti(true);
    return database
        .delete(COLLECTION, stale.copy().put("derived", true))
        .compose(
            v ->
                database.update(
                    COLLECTION, stale.copy().put("derived", NOT_DERIVED), tombstone(now), all));
  }

  private static JsonObject before(Instant time) {
    return JsonObject.of("$lt", time.toEpochMilli());
  }

  @Override
  public Future<List<KnownFollower>> followers(String after, int limit) {
    FindOptions byId = new FindOptions().setSort(JsonObject.of("_id", 1)).setLimit(limit);
    return database
        .find(COLLECTION, activeWithOwnId(JsonObject.of("$gt", after)), byId)
        .map(found -> found.stream().map(MongoInterestStore::knownFollower).toList());
  }

  private static KnownFollower knownFollower(JsonObject document) {
    return new KnownFollower(
        document.getString("_id"), new EmailAddress(document.getString("email")));
  }

  private static JsonObject activeWithOwnId(Object id) {
    return active("_id", id).put("derived", NOT_DERIVED);
  }

  @Override
  public Future<Boolean> deleteUnconfirmed(String userId, Instant requestedAt, Instant now) {
    JsonObject unconfirmed = activeWithOwnId(userId).put("confirmed_at", before(requestedAt));
    return database
        .update(COLLECTION, unconfirmed, tombstone(now), new UpdateOptions())
        .map(updated -> updated.getDocModified() > 0);
  }

  @Override
  public Future<Long> deleteTombstonesBefore(Instant end) {
    return database.delete(COLLECTION, JsonObject.of("deleted_at", before(end)));
  }
}
