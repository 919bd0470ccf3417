package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.collection.CollectionProgress;
import dev.flightwatch.datacollector.collection.CollectionStore;
import dev.flightwatch.datacollector.collection.DueQuery;
import dev.flightwatch.datacollector.collection.Lease;
import dev.flightwatch.datacollector.collection.Plan;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.ReadState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * CollectionProgress and leases in MongoDB: {@code {_id: airport, first_followed, next_due, unread,
 * lease_owner, lease_until, read_until, read_at, days_read}}, with the mark of {@link
 * MongoFollowedAirports}. Times are in milliseconds; {@code lease_owner} is the holder of the
 * lease.
 */
public record MongoCollectionStore(MongoDatabase database) implements CollectionStore {
  static final String COLLECTION = "collections";

  private static final JsonObject BY_AIRPORT = JsonObject.of("_id", 1);
  private static final JsonObject BY_NEXT_DUE = JsonObject.of("next_due", 1);

  /** Creates the indexes if they do not exist. */
  public Future<Void> prepare() {
    return Future.all(
            database.createIndex(COLLECTION, JsonObject.of("followed", 1, "_id", 1)),
            database.createIndex(COLLECTION, JsonObject.of("followed", 1, "next_due", 1)),
            database.createIndex(
                COLLECTION, JsonObject.of("followed", 1, "unread", 1, "next_due", 1)))
        .mapEmpty();
  }

  @Override
  public Future<Map<AirportCode, ReadState>> readStates(Collection<AirportCode> airports) {
    FindOptions options =
        new FindOptions().setFields(JsonObject.of("read_until", 1, "next_due", 1, "days_read", 1));
    return database
        .find(COLLECTION, JsonObject.of("_id", AirportCodes.in(airports)), options)
        .map(found -> byAirport(found, MongoCollectionStore::readState));
  }

  /** A collection stores another {@code next_due}, and then the day that it read again, if any. */
  private static ReadState readState(JsonObject document) {
    return new ReadState(
        instant(document, "read_until").orElse(Instant.EPOCH),
        document.getLong("next_due") + " " + document.getJsonArray("days_read", new JsonArray()));
  }

  @Override
  public Future<Map<AirportCode, CollectionProgress>> followed(String after, int limit) {
    return find(followed().put("_id", JsonObject.of("$gt", after)), BY_AIRPORT, limit);
  }

  private static JsonObject followed() {
    return JsonObject.of("followed", true);
  }

  private Future<Map<AirportCode, CollectionProgress>> find(
      JsonObject query, JsonObject order, int limit) {
    return database
        .find(COLLECTION, query, new FindOptions().setSort(order).setLimit(limit))
        .map(found -> byAirport(found, MongoCollectionStore::progress));
  }

  @Override
  public Future<Map<AirportCode, CollectionProgress>> due(DueQuery query) {
    return Future.all(
            Stream.of(
                    Optional.of(due(query, query.attemptedBy())),
                    Optional.of(due(query, query.now()))
                        .filter(due -> query.isStretched())
                        .map(due -> retried(due, query)),
                    Optional.of(due(query, query.now()))
                        .filter(due -> query.isStretched() && !query.rereads().isEmpty())
                        .map(due -> due.put("_id", AirportCodes.in(query.rereads()))))
                .flatMap(Optional::stream)
                .map(filter -> find(filter, BY_NEXT_DUE, query.limit()))
                .toList())
        .map(
            all -> {
              Map<AirportCode, CollectionProgress> found = new LinkedHashMap<>();
              all.<Map<AirportCode, CollectionProgress>>list().forEach(found::putAll);
              return found;
            });
  }

  private static JsonObject due(DueQuery query, Instant dueBy) {
    return followed()
        .put("next_due", JsonObject.of("$lte", dueBy.toEpochMilli()))
        .put("lease_until", JsonObject.of("$lt", query.now().toEpochMilli()));
  }

  private static JsonObject retried(JsonObject due, DueQuery query) {
    JsonObject read = JsonObject.of("read_at", atMost(query.readBy()));
    JsonObject neverRead =
        new JsonObject().putNull("read_at").put("first_followed", atMost(query.followedBy()));
    return due.put("unread", true).put("$or", JsonArray.of(read, neverRead));
  }

  private static JsonObject atMost(Instant instant) {
    return JsonObject.of("$lte", instant.toEpochMilli());
  }

  @Override
  public Future<Optional<Plan>> plan() {
    return MongoPlans.find(database);
  }

  @Override
  public Future<Void> savePlan(Plan plan) {
    return MongoPlans.save(database, plan);
  }

  private static <T> Map<AirportCode, T> byAirport(
      List<JsonObject> documents, Function<JsonObject, T> value) {
    Map<AirportCode, T> byAirport = new LinkedHashMap<>();
    for (JsonObject document : documents) {
      AirportCode airport = new AirportCode(document.getString("_id"));
      byAirport.put(airport, value.apply(document));
    }
    return byAirport;
  }

  @Override
  public Future<Optional<CollectionProgress>> progress(AirportCode airport) {
    return find(JsonObject.of("_id", airport.value()), BY_AIRPORT, 1)
        .map(found -> Optional.ofNullable(found.get(airport)));
  }

  private static CollectionProgress progress(JsonObject document) {
    return new CollectionProgress(
        Instant.ofEpochMilli(document.getLong("first_followed")),
        Instant.ofEpochMilli(document.getLong("next_due")),
        instant(document, "read_until"),
        instant(document, "read_at"),
        document.getJsonArray("days_read", new JsonArray()).stream()
            .map(day -> LocalDate.parse((String) day))
            .toList(),
        document.getBoolean("unread", false));
  }

  private static Optional<Instant> instant(JsonObject document, String field) {
    return Optional.ofNullable(document.getLong(field)).map(Instant::ofEpochMilli);
  }

  @Override
  public Future<Optional<CollectionProgress>> claim(Lease lease, Instant dueBy, Instant now) {
    long at = now.toEpochMilli();
    JsonObject free =
        JsonObject.of(
            "_id", lease.airport().value(),
            "next_due", JsonObject.of("$lte", dueBy.toEpochMilli()),
            "lease_until", JsonObject.of("$lt", at));
    JsonObject held =
        JsonObject.of("lease_owner", lease.holder(), "lease_until", lease.until().toEpochMilli());
    JsonObject begun = JsonObject.of("first_followed", at, "next_due", at, "unread", true);
    JsonObject update = JsonObject.of("$set", held, "$setOnInsert", begun);
    return database
        .upserted(COLLECTION, free, update)
        .map(claimed -> claimed.map(MongoCollectionStore::progress));
  }

  @Override
  public Future<Boolean> renew(Lease lease) {
    return whileHeld(lease, new JsonObject());
  }

  @Override
  public Future<Boolean> advance(Lease lease, CollectionProgress progress) {
    JsonObject fields =
        JsonObject.of(
            "next_due",
            progress.nextDue().toEpochMilli(),
            "unread",
            progress.unread(),
            "days_read",
            new JsonArray(progress.daysRead().stream().map(LocalDate::toString).toList()));
    progress.readUntil().ifPresent(at -> fields.put("read_until", at.toEpochMilli()));
    progress.readAt().ifPresent(at -> fields.put("read_at", at.toEpochMilli()));
    return whileHeld(lease, fields);
  }

  private Future<Boolean> whileHeld(Lease lease, JsonObject fields) {
    JsonObject held = JsonObject.of("_id", lease.airport().value(), "lease_owner", lease.holder());
    JsonObject update =
        JsonObject.of("$set", fields.put("lease_until", lease.until().toEpochMilli()));
    return database
        .update(COLLECTION, held, update, new UpdateOptions())
        .map(result -> result.getDocMatched() == 1);
  }
}
