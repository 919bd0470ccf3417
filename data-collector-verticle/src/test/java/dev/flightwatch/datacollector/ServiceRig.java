package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.Waiting.await;

import dev.flightwatch.datacollector.testing.DeleteDataCaller;
import dev.flightwatch.datacollector.testing.HttpCaller;
import dev.flightwatch.datacollector.testing.Reply;
import dev.flightwatch.datacollector.testing.ScriptedUserManager;
import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.List;
import java.util.function.BiFunction;

/** The deployed service on free ports, with an embedded database and a scripted user manager. */
final class ServiceRig implements AutoCloseable {
  private static final String CONTRACT = "openapi/data-collector.yaml";

  final Vertx vertx = Vertx.vertx();
  final EmbeddedMongoServer mongo = EmbeddedMongoServer.startEphemeral();
  final ScriptedUserManager users = new ScriptedUserManager();
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

  /** With what differs from {@link #config}. */
  ServiceRig(BiFunction<Vertx, JsonObject, JsonObject> change) {
    deployment =
        await(
            vertx.deployVerticle(
                new DataCollectorVerticle(),
                new DeploymentOptions().setConfig(change.apply(vertx, config()))));
    http = new HttpCaller(vertx, port("data-collector http"), CONTRACT);
    grpc = new DeleteDataCaller(port("data-collector grpc"));
  }

  /** No credentials, so all flights are mock; nothing is collected but by follows. */
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

  int port(String door) {
    return ListeningPorts.of(vertx).port(door).orElseThrow();
  }

  HttpCaller management() {
    return new HttpCaller(vertx, port("data-collector management"), CONTRACT);
  }

  Reply follow(String email, String airport) {
    return http.post("/interests", new JsonObject().put("email", email).put("airport", airport));
  }

  Reply interests(String email) {
    return http.get("/interests", "email", email);
  }

  /** How many documents a collection of the database has. */
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

  long storedFlights(String source) {
    return stored("flights", new JsonObject().put("source", source));
  }

  /** Complete when the service has stopped. */
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
