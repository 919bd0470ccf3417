package dev.flightwatch.datacollector.testing;

import static dev.flightwatch.datacollector.testing.TestFutures.await;

import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoFlightStore;
import dev.flightwatch.datacollector.mongo.MongoFollowedAirports;
import dev.flightwatch.datacollector.mongo.MongoInterestStore;
import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** A server for the tests of a class, and a database for each of them. */
public final class MongoRig implements AutoCloseable {
  public final Vertx vertx = Vertx.vertx();
  public final EmbeddedMongoServer server = EmbeddedMongoServer.startEphemeral();

  public MongoDatabase freshDatabase() {
    return open(server.url(), Duration.ofSeconds(20));
  }

  public MongoDatabase open(String url, Duration deadline) {
    String name = "test_" + UUID.randomUUID();
    return MongoDatabase.open(vertx, new MongoDatabase.Options(URI.create(url), name, 4, deadline));
  }

  /** Returns an empty store. */
  public MongoInterestStore interests() {
    MongoInterestStore store = new MongoInterestStore(freshDatabase());
    await(store.prepare());
    return store;
  }

  /** Returns a store without marks. */
  public MongoFollowedAirports followedAirports() {
    return new MongoFollowedAirports(freshDatabase());
  }

  /** Returns an empty store. */
  public MongoFlightStore flights() {
    MongoDatabase database = freshDatabase();
    await(MongoFlightStore.prepare(database));
    return new MongoFlightStore(database, Direction.DEPARTURE);
  }

  @Override
  public void close() {
    await(vertx.close());
    server.close();
  }
}
