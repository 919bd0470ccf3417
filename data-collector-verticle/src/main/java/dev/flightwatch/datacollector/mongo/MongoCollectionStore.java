package dev.flightwatch.datacollector.mongo;

import static java.util.stream.Collectors.groupingBy;

import dev.flightwatch.datacollector.collection.AirportMark;
import dev.flightwatch.datacollector.collection.Claim;
import dev.flightwatch.datacollector.collection.CollectionProgress;
import dev.flightwatch.datacollector.collection.CollectionStore;
import dev.flightwatch.datacollector.collection.DaysRead;
import dev.flightwatch.datacollector.collection.DueQuery;
import dev.flightwatch.datacollector.collection.Lease;
import dev.flightwatch.datacollector.collection.Plan;
import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.ReadState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Progress and leases in MongoDB: {@code {_id: airport, first_followed, next_due, unread,
 * lease_owner, lease_until, read_until, read_at, days_read, arrival_days_read, runs: [{id, at}],
 * moved: [{id, at}], counted}}, with the mark of {@link MongoFollowedAirports}, and those of {@link
 * CollectionMarks}. Times are in milliseconds; {@code lease_owner} is the holder of the lease.
 */
public record MongoCollectionStore(MongoDatabase database) implements CollectionStore {
  static final String COLLECTION = "collections";

  private static final JsonObject BY_AIRPORT = JsonObject.of("_id", 1);
  private static final JsonObject BY_NEXT_DUE = JsonObject.of("next_due", 1);

  /** Creates the indexes if they do not exist. */
  public Future<Void> prepare() {
    return Future.all(
            database.createIndex(COLLECTION, JsonObject.of("followed", 1, "_id", 1)),
            database.createIndex(COLLECTION, JsonObject.of(CollectionMarks.MOVED_AT, 1)),
            database.createIndex(COLLECTION, JsonObject.of("followed", 1, "next_due", 1)),
            database.createIndex(
                COLLECTION, JsonObject.of("followed", 1, "unread", 1, "next_due", 1)))
        .mapEmpty();
  }

  @Override
  public Future<Map<AirportCode, ReadState>> readStates(
      Direction direction, Collection<AirportCode> airports) {
    return find(JsonObject.of("_id", AirportCodes.in(airports)), BY_AIRPORT, airports.size())
        .map(
            found -> {
              Map<AirportCode, ReadState> states = new HashMap<>();
              found.forEach((airport, known) -> states.put(airport, known.readState(direction)));
              return states;
            });
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

  static CollectionProgress progress(JsonObject document) {
    return new CollectionProgress(
        Instant.ofEpochMilli(document.getLong("first_followed")),
        Instant.ofEpochMilli(document.getLong("next_due")),
        instant(document, "read_until"),
        instant(document, "read_at"),
        new DaysRead(dates(document, "days_read"), dates(document, "arrival_days_read")),
        document.getBoolean("unread", false));
  }

  private static List<LocalDate> dates(JsonObject document, String field) {
    return document.getJsonArray(field, new JsonArray()).stream()
        .map(day -> LocalDate.parse((String) day))
        .toList();
  }

  private static Optional<Instant> instant(JsonObject document, String field) {
    return Optional.ofNullable(document.getLong(field)).map(Instant::ofEpochMilli);
  }

  @Override
  public Future<Optional<Claim>> claim(Lease lease, Instant dueBy, Instant now) {
    long at = now.toEpochMilli();
    JsonObject free =
        JsonObject.of(
            "_id", lease.airport().value(),
            "next_due", JsonObject.of("$lte", dueBy.toEpochMilli()),
            "lease_until", JsonObject.of("$lt", at));
    JsonObject held =
        JsonObject.of("lease_owner", lease.holder(), "lease_until", lease.until().toEpochMilli());
    JsonObject begun = JsonObject.of("first_followed", at, "next_due", at, "unread", true);
    JsonObject update =
        JsonObject.of("$set", held, "$setOnInsert", begun)
            .put("$push", CollectionMarks.run(lease.holder(), now));
    return database
        .upserted(COLLECTION, free, update)
        .map(claimed -> claimed.map(document -> claim(document, lease.holder())));
  }

  private static Claim claim(JsonObject document, String holder) {
    return new Claim(
        progress(document),
        CollectionMarks.uncountedSince(document, holder),
        CollectionMarks.moved(document));
  }

  @Override
  public Future<Void> markMoved(Collection<AirportDay> days, Instant now) {
    return Future.all(
            days.stream().collect(groupingBy(AirportDay::airport)).values().stream()
                .map(ofAirport -> markMovedAt(ofAirport, now))
                .toList())
        .mapEmpty();
  }

  private Future<?> markMovedAt(List<AirportDay> days, Instant now) {
    return database.update(
        COLLECTION,
        JsonObject.of("_id", days.get(0).airport().value()),
        CollectionMarks.moved(days, now),
        new UpdateOptions());
  }

  @Override
  public Future<List<AirportMark>> marks(Collection<AirportCode> airports) {
    return MongoFlightVersions.marks(database, airports);
  }

  @Override
  public Future<Void> flightsChanged(Collection<AirportCode> airports) {
    return MongoFlightVersions.increase(database, JsonObject.of("_id", AirportCodes.in(airports)));
  }

  @Override
  public Future<Void> allFlightsChanged() {
    return MongoFlightVersions.increase(database, new JsonObject());
  }

  @Override
  public Future<Void> flightsChangedSince(AirportCode airport, Instant since) {
    return flightsChanged(List.of(airport))
        .compose(v -> MongoFlightVersions.increase(database, CollectionMarks.movedSince(since)));
  }

  @Override
  public Future<Boolean> renew(Lease lease) {
    return whileHeld(lease, new JsonObject(), new JsonObject());
  }

  @Override
  public Future<Boolean> advance(Lease lease, CollectionProgress progress) {
    return whileHeld(lease, fields(progress), new JsonObject());
  }

  @Override
  public Future<Boolean> release(Lease lease, CollectionProgress progress, Instant keptFrom) {
    return whileHeld(
        lease,
        fields(progress).put("counted", progress.nextDue().toEpochMilli()),
        JsonObject.of("$pull", CollectionMarks.finished(lease.holder(), keptFrom)));
  }

  private static JsonObject fields(CollectionProgress progress) {
    JsonObject fields =
        JsonObject.of(
            "next_due",
            progress.nextDue().toEpochMilli(),
            "unread",
            progress.unread(),
            "days_read",
            texts(progress.daysRead(Direction.DEPARTURE)),
            "arrival_days_read",
            texts(progress.daysRead(Direction.ARRIVAL)));
    progress.readUntil().ifPresent(at -> fields.put("read_until", at.toEpochMilli()));
    progress.readAt().ifPresent(at -> fields.put("read_at", at.toEpochMilli()));
    return fields;
  }

  private static JsonArray texts(List<LocalDate> days) {
    return new JsonArray(days.stream().map(LocalDate::toString).toList());
  }

  private Future<Boolean> whileHeld(Lease lease, JsonObject fields, JsonObject update) {
    JsonObject held = JsonObject.of("_id", lease.airport().value(), "lease_owner", lease.holder());
    update.put("$set", fields.put("lease_until", lease.until().toEpochMilli()));
    return database
        .update(COLLECTION, held, update, new UpdateOptions())
        .map(result -> result.getDocMatched() == 1);
  }
}
