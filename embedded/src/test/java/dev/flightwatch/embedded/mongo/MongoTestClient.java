package dev.flightwatch.embedded.mongo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The MongoDB client of the services, with helper methods for tests. */
final class MongoTestClient implements AutoCloseable {
  private final MongoClient client;

  MongoTestClient(Vertx vertx, String url) {
    this.client =
        MongoClient.create(
            vertx, new JsonObject().put("connection_string", url).put("db_name", "flight_db"));
  }

  MongoClient client() {
    return client;
  }

  static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(30, TimeUnit.SECONDS);
  }

  /** Sends this many calls at once and returns their results after all have ended. */
  static <T> List<Future<T>> inParallel(int times, IntFunction<Future<T>> call)
      throws TimeoutException {
    List<Future<T>> calls = IntStream.range(0, times).mapToObj(call).toList();
    await(Future.join(new ArrayList<>(calls)).otherwiseEmpty());
    return calls;
  }

  /** Parses JSON with single quotes. */
  static JsonObject json(String text) {
    return new JsonObject(text.replace('\'', '"'));
  }

  @Override
  public void close() throws TimeoutException {
    await(client.close());
  }
}
