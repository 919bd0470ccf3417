package dev.flightwatch.usermanager.testing;

import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.usermanager.UserManagerVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** The deployed user manager, with short intervals and free ports. */
public record RunningUserManager(Vertx vertx, String deployment) {
  /** Starts it; the given keys take precedence over those of {@link #quick}. */
  public static RunningUserManager start(Vertx vertx, JsonObject keys) {
    return new RunningUserManager(
        vertx,
        vertx
            .deployVerticle(
                new UserManagerVerticle(), new DeploymentOptions().setConfig(quick(keys)))
            .await());
  }

  private static JsonObject quick(JsonObject keys) {
    return new JsonObject()
        .put("user_manager_http_port", 0)
        .put("user_manager_grpc_port", 0)
        .put("user_manager_management_port", 0)
        .put("data_collector_grpc", "127.0.0.1:1")
        .put("http_instances", 1)
        .put("grpc_instances", 1)
        .put("grpc_service_config", "quick-service-config.json")
        .put("database_deadline_seconds", 30)
        .put("start_attempts", 2)
        .put("outbox_sweep_seconds", 0.1)
        .mergeIn(keys);
  }

  public UsersCaller users() {
    return new UsersCaller(vertx, port("http"));
  }

  public GrpcJavaUserManager grpc() {
    return new GrpcJavaUserManager(port("grpc"));
  }

  public UsersCaller management() {
    return new UsersCaller(vertx, port("management"));
  }

  private int port(String server) {
    return ListeningPorts.of(vertx).port("user-manager " + server).orElseThrow();
  }

  public void stop() {
    beginStop().await();
  }

  /** Starts to stop it; completes when it has stopped. */
  public Future<Void> beginStop() {
    return vertx.undeploy(deployment);
  }
}
