package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.collection.AirportMark;
import dev.flightwatch.datacollector.collection.CollectionProgress;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.Collection;
import java.util.List;

/**
 * The versions of the airports' flights, in their documents in {@code collections}: {@code
 * flights_version} never decreases, and is absent before the first change.
 */
final class MongoFlightVersions {
  private static final String VERSION = "flights_version";

  private MongoFlightVersions() {}

  static Future<Void> increase(MongoDatabase database, JsonObject airports) {
    return database
        .update(
            MongoCollectionStore.COLLECTION,
            airports,
            JsonObject.of("$inc", JsonObject.of(VERSION, 1L)),
            new UpdateOptions().setMulti(true))
        .mapEmpty();
  }

  static Future<List<AirportMark>> marks(MongoDatabase database, Collection<AirportCode> airports) {
    return database
        .find(
            MongoCollectionStore.COLLECTION,
            JsonObject.of("_id", AirportCodes.in(airports)),
            new FindOptions().setFields(JsonObject.of("runs", 0, "moved", 0)))
        .map(found -> found.stream().map(MongoFlightVersions::mark).toList());
  }

  private static AirportMark mark(JsonObject document) {
    CollectionProgress progress = MongoCollectionStore.progress(document);
    int daysRead = 0;
    for (Direction direction : Direction.values()) {
      daysRead += progress.daysRead(direction).size();
    }
    return new AirportMark(
        new AirportCode(document.getString("_id")),
        document.getLong(VERSION, 0L),
        progress.readAt(),
        document.getBoolean("followed", false),
        daysRead);
  }
}
