package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.BACKFILL_DAYS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.FLIGHTS_RETENTION_DAYS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.FOLLOW_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.LEASE_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_DATABASE;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_DEADLINE_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_POOL_SIZE;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_URL;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.OPENSKY_API_URL;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.OPENSKY_BREAKER_FAILURES;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.OPENSKY_BREAKER_RESET_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.OPENSKY_CLIENT_ID;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.OPENSKY_CLIENT_SECRET;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.OPENSKY_DAILY_CREDITS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.OPENSKY_PAUSE_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.OPENSKY_TIMEOUT_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.OPENSKY_TOKEN_URL;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.POLL_INTERVAL_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.POLL_PARALLEL;

import dev.flightwatch.datacollector.collection.CollectionTimes;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.ServerSelectionReason;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.ClientCredentials;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.launch.StartAttempts;
import dev.flightwatch.toolkit.launch.StartSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** Converts the configuration to the options of the packages, and opens the database. */
public final class DataCollectorOptions {
  private static final Duration RECHECK = Duration.ofMillis(250);

  private DataCollectorOptions() {}

  /** Opens MongoDB and prepares a store, with the configured number of attempts. */
  static Future<MongoDatabase> database(
      Vertx vertx, Config config, Function<MongoDatabase, Future<Void>> prepare) {
    return database(
        vertx,
        mongo(config, config.get(MONGO_URL).orElseThrow()),
        StartSettings.attempts(config),
        MONGO_URL.variable(),
        prepare);
  }

  /** Returns the options of a connection to this server. */
  public static MongoDatabase.Options mongo(Config config, URI url) {
    return new MongoDatabase.Options(
        url,
        config.get(MONGO_DATABASE),
        config.get(MONGO_POOL_SIZE),
        config.get(MONGO_DEADLINE_SECONDS));
  }

  /**
   * Opens MongoDB and prepares a store.
   *
   * @param variable what names the address, in messages
   */
  public static Future<MongoDatabase> database(
      Vertx vertx,
      MongoDatabase.Options options,
      StartAttempts attempts,
      String variable,
      Function<MongoDatabase, Future<Void>> prepare) {
    MongoDatabase database = MongoDatabase.open(vertx, options);
    return attempts
        .until(
            vertx,
            "MongoDB at " + options.shown(),
            variable,
            () ->
                database
                    .ping()
                    .compose(v -> prepare.apply(database))
                    .recover(failure -> Future.failedFuture(ServerSelectionReason.of(failure))))
        .map(database);
  }

  static OpenSkyOptions openSky(Config config) {
    return new OpenSkyOptions(
        config.get(OPENSKY_API_URL),
        config.get(OPENSKY_TOKEN_URL),
        config
            .get(OPENSKY_CLIENT_ID)
            .map(id -> new ClientCredentials(id, config.get(OPENSKY_CLIENT_SECRET).orElseThrow())),
        config.get(OPENSKY_TIMEOUT_SECONDS),
        config.get(OPENSKY_PAUSE_SECONDS),
        config.get(OPENSKY_DAILY_CREDITS),
        config.get(OPENSKY_BREAKER_FAILURES),
        config.get(OPENSKY_BREAKER_RESET_SECONDS));
  }

  /** Returns the days of history to read: those whose flights would be kept. */
  static int backfillDays(Config config) {
    return Math.max(0, Math.min(config.get(BACKFILL_DAYS), config.get(FLIGHTS_RETENTION_DAYS) - 2));
  }

  static CollectionTimes collectionTimes(Config config) {
    return new CollectionTimes(
        config.get(POLL_INTERVAL_SECONDS),
        config.get(LEASE_SECONDS),
        config.get(OPENSKY_TIMEOUT_SECONDS).multipliedBy(2),
        config.get(FOLLOW_SECONDS),
        RECHECK,
        backfillDays(config),
        config.get(POLL_PARALLEL));
  }
}
