package dev.flightwatch.datacollector.mongo;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * CollectionProgress and leases in MongoDB: {@code {_id: airport, first_followed, next_due,
 * lease_owner, lease_until, read_until, read_at, days_read}}. Times are in milliseconds; {@code
 * lease_owner} is the holder of the lease.
 */
public record MongoCollectionStore(MongoDatabase database) implements CollectionStore {
  private static final String COLLECTION = "collections";

  @Override
  public Future<Map<AirportCode, CollectionProgress>> progress(Collection<AirportCode> airports) {
    return byAirport(airports, new JsonObject(), document -> Optional.of(progress(document)));
  }

  @Override
  public Future<Map<AirportCode, Instant>> readUntil(Collection<AirportCode> airports) {
    return byAirport(
        airports, JsonObject.of("read_until", 1), document -> instant(document, "read_until"));
  }

  private <T> Future<Map<AirportCode, T>> byAirport(
      Collection<AirportCode> airports,
      JsonObject fields,
      Function<JsonObject, Optional<T>> value) {
    FindOptions options = new FindOptions().setFields(fields);
    return database
        .find(COLLECTION, JsonObject.of("_id", AirportCodes.in(airports)), options)
        .map(found -> byAirport(found, value));
  }

  private static <T> Map<AirportCode, T> byAirport(
      List<JsonObject> documents, Function<JsonObject, Optional<T>> value) {
    Map<AirportCode, T> byAirport = new HashMap<>();
    for (JsonObject document : documents) {
      AirportCode airport = new AirportCode(document.getString("_id"));
      value.apply(document).ifPresent(known -> byAirport.put(airport, known));
    }
    return byAirport;
  }

  @Override
  public Future<Optional<CollectionProgress>> progress(AirportCode airport) {
    return progress(List.of(airport)).map(found -> Optional.ofNullable(found.get(airport)));
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
    long at = now.toEpochMilli();
    JsonObject free =
        JsonObject.of(
            "_id", lease.airport().value(),
            "next_due", JsonObject.of("$lte", dueBy.toEpochMilli()),
            "lease_until", JsonObject.of("$lt", at));
    JsonObject held =
        JsonObject.of("lease_owner", lease.holder(), "lease_until", lease.until().toEpochMilli());
    JsonObject update =
        JsonObject.of(
            "$set", held, "$setOnInsert", JsonObject.of("first_followed", at, "next_due", at));
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
