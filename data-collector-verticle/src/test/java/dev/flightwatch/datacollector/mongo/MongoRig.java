package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestFutures.await;

import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A server for the tests of a class, and a database for each of them. */
final class MongoRig implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final EmbeddedMongoServer server = EmbeddedMongoServer.startEphemeral();
  private final List<MongoDatabase> opened = new ArrayList<>();

  MongoDatabase freshDatabase() {
    return open(server.url(), Duration.ofSeconds(20));
  }

  MongoDatabase open(String url, Duration deadline) {
    String name = "test_" + UUID.randomUUID();
    MongoDatabase database =
        MongoDatabase.open(vertx, new MongoDatabase.Options(URI.create(url), name, 4, deadline));
    opened.add(database);
    return database;
  }

  @Override
  public void close() {
    opened.forEach(database -> await(database.close()));
    await(vertx.close());
    server.close();
  }
}
