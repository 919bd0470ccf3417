package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;

import dev.flightwatch.datacollector.testing.DeleteDataCaller;
import dev.flightwatch.datacollector.testing.FakeUserManager;
import dev.flightwatch.datacollector.testing.HttpCaller;
import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The deployed service on free ports, with an embedded database and a fake user manager. */
final class ServiceRig implements AutoCloseable {
  private static final String DOCUMENT = "openapi/data-collector.yaml";

  final Vertx vertx = Vertx.vertx();
  final EmbeddedMongoServer mongo = EmbeddedMongoServer.startEphemeral();
  final FakeUserManager users;
  private final MongoClient database =
      MongoClient.create(
          vertx,
          new JsonObject().put("connection_string", mongo.url()).put("db_name", "flight_db"));
  private final String deployment;
  final HttpCaller http;
  final DeleteDataCaller grpc;

  ServiceRig() {
    this((vertx, config) -> config);
  }

  /**
   * @param change changes the configuration of {@link #config}
   */
  ServiceRig(BiFunction<Vertx, JsonObject, JsonObject> change) {
    this(new FakeUserManager(), change);
  }

  /** Closes the user manager too. */
  ServiceRig(FakeUserManager userManager, BiFunction<Vertx, JsonObject, JsonObject> change) {
    users = userManager;
    deployment =
        await(
            vertx.deployVerticle(
                new DataCollectorVerticle(),
                new DeploymentOptions().setConfig(change.apply(vertx, config()))));
    http = new HttpCaller(vertx, port("data-collector http"), DOCUMENT);
    grpc = new DeleteDataCaller(port("data-collector grpc"));
  }

  /** Without credentials all flights are mock; only follows collect. */
  private JsonObject config() {
    return new JsonObject()
        .put("data_collector_http_port", 0)
        .put("data_collector_grpc_port", 0)
        .put("data_collector_management_port", 0)
        .put("http_instances", 2)
        .put("grpc_instances", 2)
        .put("mongo_url", mongo.url())
        .put("user_manager_grpc", users.address())
        .put("grpc_service_config", "quick-service-config.json")
        .put("start_attempts", 1);
  }

  int port(String server) {
    return ListeningPorts.of(vertx).port(server).orElseThrow();
  }

  HttpCaller management() {
    return new HttpCaller(vertx, port("data-collector management"), DOCUMENT);
  }

  HttpReply follow(String email, String airport) {
    return http.post("/interests", new JsonObject().put("email", email).put("airport", airport));
  }

  /** Returns all flights of the airports that an address follows, read in pages. */
  List<JsonObject> flights(String email, int limit) {
    List<JsonObject> flights = new ArrayList<>();
    String uri = HttpCaller.uri("/flights/my-interests", "email", email, "limit", "" + limit);
    String cursor = "";
    while (cursor != null) {
      JsonObject page =
          await(http.send(HttpMethod.GET, uri + cursor, Map.of(), Buffer.buffer())).json();
      page.getJsonArray("flights", new JsonArray()).forEach(f -> flights.add((JsonObject) f));
      cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
    }
    return flights;
  }

  HttpReply interests(String email) {
    return http.get("/interests", "email", email);
  }

  /** Counts the documents of a database collection. */
  long stored(String collection, JsonObject query) {
    return await(database.count(collection, query));
  }

  List<JsonObject> documents(String collection, JsonObject query) {
    return await(database.find(collection, query));
  }

  void remove(String collection, JsonObject query) {
    await(database.removeDocuments(collection, query));
  }

  void store(String collection, JsonObject document) {
    await(database.insert(collection, document));
  }

  void update(String collection, JsonObject query, JsonObject update) {
    await(database.updateCollection(collection, query, update));
  }

  long storedFlights(String source) {
    return stored("flights", new JsonObject().put("source", source));
  }

  /** Completes when the service has stopped. */
  Future<Void> beginStop() {
    return vertx.undeploy(deployment);
  }

  @Override
  public void close() {
    grpc.close();
    await(vertx.close());
    users.close();
    mongo.close();
  }
}
