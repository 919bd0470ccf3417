package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_DATABASE;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_DEADLINE_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_POOL_SIZE;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_URL;

import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.launch.StartSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Function;

/** Opens the database that the owners of a process share. */
final class Databases {
  private Databases() {}

  /** Opens MongoDB; nothing is sent yet. */
  static MongoDatabase open(Vertx vertx, Config config) {
    return MongoDatabase.open(vertx, options(config));
  }

  private static MongoDatabase.Options options(Config config) {
    return new MongoDatabase.Options(
        config.get(MONGO_URL).orElseThrow(),
        config.get(MONGO_DATABASE),
        config.get(MONGO_POOL_SIZE),
        config.get(MONGO_DEADLINE_SECONDS));
  }

  /** Opens MongoDB and prepares a store, with the patience that a start has. */
  static Future<MongoDatabase> prepared(
      Vertx vertx, Config config, Function<MongoDatabase, Future<Void>> prepare) {
    MongoDatabase database = open(vertx, config);
    return StartSettings.attempts(config)
        .until(
            vertx,
            "MongoDB at " + options(config).shown(),
            MONGO_URL.variable(),
            () -> database.ping().compose(v -> prepare.apply(database)))
        .map(database);
  }
}
