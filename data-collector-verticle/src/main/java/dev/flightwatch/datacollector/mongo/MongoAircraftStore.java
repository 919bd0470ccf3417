package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.aircraft.AircraftStore;
import dev.flightwatch.datacollector.aircraft.Positions;
import dev.flightwatch.datacollector.aircraft.WatchedAirport;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.opensky.AircraftState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Watched airports in MongoDB: {@code {_id: airport, watched_at, read_at, at, shown_until,
 * aircraft}}. Times are in milliseconds. {@code aircraft} is the text of a JSON array with one
 * array for each aircraft, because a document of several hundred aircraft would be large and slow
 * to convert.
 */
public record MongoAircraftStore(MongoDatabase database) implements AircraftStore {
  static final String COLLECTION = "aircraft";

  /** Creates the index if it does not exist. */
  public Future<Void> prepare() {
    return database.createIndex(COLLECTION, JsonObject.of("watched_at", 1));
  }

  @Override
  public Future<Optional<WatchedAirport>> find(AirportCode airport) {
    return database
        .find(COLLECTION, id(airport), new FindOptions().setLimit(1))
        .map(found -> found.stream().findFirst().map(MongoAircraftStore::watchedAirport));
  }

  private static JsonObject id(AirportCode airport) {
    return JsonObject.of("_id", airport.value());
  }

  private static WatchedAirport watchedAirport(JsonObject document) {
    return new WatchedAirport(
        instant(document, "watched_at"),
        instant(document, "read_at"),
        Optional.ofNullable(document.getString("aircraft"))
            .map(
                aircraft ->
                    new Positions(
                        instant(document, "at"),
                        instant(document, "shown_until"),
                        states(new JsonArray(aircraft)))));
  }

  private static Instant instant(JsonObject document, String field) {
    return Instant.ofEpochMilli(document.getLong(field));
  }

  @Override
  public Future<Void> watch(AirportCode airport, Instant now) {
    JsonObject update =
        JsonObject.of("$set", JsonObject.of("watched_at", now.toEpochMilli()))
            .put("$setOnInsert", JsonObject.of("read_at", Instant.EPOCH.toEpochMilli()));
    return database.upsert(COLLECTION, id(airport), update).mapEmpty();
  }

  @Override
  public Future<Integer> countWatched(Instant after) {
    JsonObject watched = JsonObject.of("watched_at", JsonObject.of("$gt", after.toEpochMilli()));
    return database
        .find(COLLECTION, watched, new FindOptions().setFields(JsonObject.of("_id", 1)))
        .map(List::size);
  }

  @Override
  public Future<Boolean> claim(AirportCode airport, Instant before, Instant now) {
    JsonObject due = id(airport).put("read_at", JsonObject.of("$lte", before.toEpochMilli()));
    return set(due, JsonObject.of("read_at", now.toEpochMilli()));
  }

  @Override
  public Future<Void> save(AirportCode airport, Instant claimedAt, Positions positions) {
    JsonArray rows = new JsonArray();
    positions.aircraft().forEach(state -> rows.add(row(state)));
    return set(
            id(airport).put("read_at", claimedAt.toEpochMilli()),
            JsonObject.of("at", positions.at().toEpochMilli())
                .put("shown_until", positions.shownUntil().toEpochMilli())
                .put("aircraft", rows.encode()))
        .mapEmpty();
  }

  private Future<Boolean> set(JsonObject query, JsonObject fields) {
    return database
        .update(COLLECTION, query, JsonObject.of("$set", fields), new UpdateOptions())
        .map(result -> result.getDocMatched() == 1);
  }

  @Override
  public Future<Long> deleteWatchedBefore(Instant instant) {
    return database.delete(
        COLLECTION, JsonObject.of("watched_at", JsonObject.of("$lt", instant.toEpochMilli())));
  }

  private static JsonArray row(AircraftState state) {
    return JsonArray.of(
        state.icao24(),
        state.callsign(),
        state.latitude(),
        state.longitude(),
        state.altitude(),
        state.velocity(),
        state.heading(),
        state.onGround(),
        state.at().getEpochSecond());
  }

  private static List<AircraftState> states(JsonArray rows) {
    return rows.stream().map(row -> state((JsonArray) row)).toList();
  }

  private static AircraftState state(JsonArray row) {
    return new AircraftState(
        row.getString(0),
        row.getString(1),
        row.getDouble(2),
        row.getDouble(3),
        row.getDouble(4),
        row.getDouble(5),
        row.getDouble(6),
        row.getBoolean(7),
        Instant.ofEpochSecond(row.getLong(8)));
  }
}
