package dev.flightwatch.datacollector.mongo;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.CollectionProgress;
import dev.flightwatch.datacollector.collection.CollectionStore;
import dev.flightwatch.datacollector.collection.Lease;
import dev.flightwatch.datacollector.flights.AirportCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * CollectionProgress and leases in MongoDB: {@code {_id: airport, first_followed, next_due,
 * lease_owner, lease_until, read_until, read_at, days_read}}. Times are in milliseconds; {@code
 * lease_owner} is the holder of the lease.
 */
public final class MongoCollectionStore implements CollectionStore {
  private static final String COLLECTION = "collections";

  private static final String FIND = "find " + COLLECTION;

  private final MongoDatabase database;

  public MongoCollectionStore(MongoDatabase database) {
    this.database = requireNonNull(database);
  }

  @Override
  public Future<Map<AirportCode, CollectionProgress>> progress(Collection<AirportCode> airports) {
    return byAirport(airports, new JsonObject(), MongoCollectionStore::progress);
  }

  @Override
  public Future<Map<AirportCode, Instant>> readUntil(Collection<AirportCode> airports) {
    return byAirport(
            airports,
            new JsonObject().put("read_until", 1),
            document -> instant(document, "read_until"))
        .map(
            found ->
                found.entrySet().stream()
                    .filter(entry -> entry.getValue().isPresent())
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get())));
  }

  private <T> Future<Map<AirportCode, T>> byAirport(
      Collection<AirportCode> airports, JsonObject fields, Function<JsonObject, T> value) {
    JsonObject query =
        new JsonObject().put("_id", new JsonObject().put("$in", AirportCodes.toJson(airports)));
    return database
        .run(FIND, c -> c.findWithOptions(COLLECTION, query, new FindOptions().setFields(fields)))
        .map(
            found ->
                found.stream()
                    .collect(
                        Collectors.toMap(
                            document -> new AirportCode(document.getString("_id")), value)));
  }

  @Override
  public Future<Optional<CollectionProgress>> progress(AirportCode airport) {
    return database
        .run(FIND, c -> c.findOne(COLLECTION, new JsonObject().put("_id", airport.value()), null))
        .map(found -> Optional.ofNullable(found).map(MongoCollectionStore::progress));
  }

  private static CollectionProgress progress(JsonObject document) {
    return new CollectionProgress(
        Instant.ofEpochMilli(document.getLong("first_followed")),
        Instant.ofEpochMilli(document.getLong("next_due")),
        instant(document, "read_until"),
        instant(document, "read_at"),
        document.getJsonArray("days_read", new JsonArray()).stream()
            .map(day -> LocalDate.parse((String) day))
            .toList());
  }

  private static Optional<Instant> instant(JsonObject document, String field) {
    return Optional.ofNullable(document.getLong(field)).map(Instant::ofEpochMilli);
  }

  @Override
  public Future<Optional<CollectionProgress>> claim(Lease lease, Instant dueBy, Instant now) {
    JsonObject free =
        new JsonObject()
            .put("_id", lease.airport().value())
            .put("next_due", new JsonObject().put("$lte", dueBy.toEpochMilli()))
            .put("lease_until", new JsonObject().put("$lt", now.toEpochMilli()));
    JsonObject update =
        new JsonObject()
            .put(
                "$set",
                new JsonObject()
                    .put("lease_owner", lease.holder())
                    .put("lease_until", lease.until().toEpochMilli()))
            .put(
                "$setOnInsert",
                new JsonObject()
                    .put("first_followed", now.toEpochMilli())
                    .put("next_due", now.toEpochMilli()));
    UpdateOptions options = new UpdateOptions().setUpsert(true).setReturningNewDocument(true);
    return database
        .upsert(
            "findAndModify " + COLLECTION,
            c ->
                c.findOneAndUpdateWithOptions(COLLECTION, free, update, new FindOptions(), options))
        .map(claimed -> claimed.map(MongoCollectionStore::progress));
  }

  @Override
  public Future<Boolean> renew(Lease lease) {
    return whileHeld(lease, new JsonObject());
  }

  @Override
  public Future<Boolean> advance(Lease lease, CollectionProgress progress) {
    JsonObject fields =
        new JsonObject()
            .put("next_due", progress.nextDue().toEpochMilli())
            .put(
                "days_read",
                new JsonArray(progress.daysRead().stream().map(LocalDate::toString).toList()));
    progress.readUntil().ifPresent(at -> fields.put("read_until", at.toEpochMilli()));
    progress.readAt().ifPresent(at -> fields.put("read_at", at.toEpochMilli()));
    return whileHeld(lease, fields);
  }

  private Future<Boolean> whileHeld(Lease lease, JsonObject fields) {
    JsonObject held =
        new JsonObject().put("_id", lease.airport().value()).put("lease_owner", lease.holder());
    JsonObject update =
        new JsonObject().put("$set", fields.put("lease_until", lease.until().toEpochMilli()));
    return database
        .run("update " + COLLECTION, c -> c.updateCollection(COLLECTION, held, update))
        .map(result -> result.getDocMatched() == 1);
  }
}
