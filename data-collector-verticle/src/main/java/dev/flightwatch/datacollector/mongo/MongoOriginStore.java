package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.OriginStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;

/** The origin of the database in MongoDB: {@code {_id: "opensky", emulator: true}}. */
public record MongoOriginStore(MongoDatabase database) implements OriginStore {
  static final String COLLECTION = "origin";

  @Override
  public Future<DataOrigin> find() {
    return database
        .find(COLLECTION, id(), new FindOptions().setLimit(1))
        .map(
            found ->
                found.stream()
                    .findFirst()
                    .map(MongoOriginStore::origin)
                    .orElse(DataOrigin.UNKNOWN));
  }

  @Override
  public Future<DataOrigin> claim(DataOrigin origin) {
    JsonObject emulator = JsonObject.of("emulator", origin == DataOrigin.EMULATOR);
    return database
        .upserted(COLLECTION, id(), JsonObject.of("$setOnInsert", emulator))
        .map(stored -> origin(stored.orElseThrow()));
  }

  private static JsonObject id() {
    return JsonObject.of("_id", "opensky");
  }

  private static DataOrigin origin(JsonObject stored) {
    return stored.getBoolean("emulator") ? DataOrigin.EMULATOR : DataOrigin.NETWORK;
  }
}
