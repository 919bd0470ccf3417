package dev.flightwatch.standalone;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.DataCollectorVerticle;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.embedded.opensky.TrafficPlan;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.launch.StartFailure;
import dev.flightwatch.toolkit.metrics.MeteredVertx;
import dev.flightwatch.toolkit.trace.Tracing;
import dev.flightwatch.usermanager.UserManagerVerticle;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Both services, and the emulator when it is wanted, in one Vert.x instance. */
final class Flightwatch {
  /** The days that the embedded MongoDB, which scans, answers well for. */
  private static final int EMBEDDED_RETENTION_DAYS = 60;

  /** Recordings end a little while before the start, so that a poll finds the last of them. */
  private static final Duration RECORDINGS_END_AGO = Duration.ofMinutes(10);

  /** In traces; each span says which verticle, and so which service, was at work. */
  private static final JsonObject NAME = JsonObject.of("otel_service_name", "flightwatch");

  private final Vertx vertx;
  private final Config config;
  private final EmbeddedDatabases databases;
  private final Queue<String> services = new ConcurrentLinkedQueue<>();

  Flightwatch(Vertx vertx, Config config, EmbeddedDatabases databases) {
    this.vertx = requireNonNull(vertx);
    this.config = requireNonNull(config);
    this.databases = requireNonNull(databases);
  }

  /** The one for both services; fails when it cannot be traced as the environment asks. */
  static VertxBuilder vertx() {
    return Tracing.install(MeteredVertx.builder(new VertxOptions()), NAME);
  }

  /** Starts the emulator; the services started after it read from it and from nowhere else. */
  Future<OpenSkyEmulator> startEmulator(Optional<Path> recordings) {
    EmulatorOptions options =
        recordings
            .map(
                folder ->
                    EmulatorOptions.defaults()
                        .withTraffic(new TrafficPlan.Replayed(folder, RECORDINGS_END_AGO)))
            .orElseGet(EmulatorOptions::defaults);
    return new OpenSkyEmulator(vertx, options)
        .listen()
        .onSuccess(
            emulator -> {
              Overrides.set("opensky_api_url", emulator.apiUrl());
              Overrides.set("opensky_token_url", emulator.tokenUrl());
              Overrides.set("opensky_client_id", options.account().clientId());
              Overrides.set("opensky_client_secret", options.account().clientSecret());
            });
  }

  /** Deploys both services; each is told where the other one is. */
  Future<Void> startServices() {
    int userManagerGrpc = Overrides.fixedPort(config, UserManagerSettings.GRPC_PORT);
    int dataCollectorGrpc = Overrides.fixedPort(config, DataCollectorSettings.GRPC_PORT);
    JsonObject userManager =
        new JsonObject().put("data_collector_grpc", "127.0.0.1:" + dataCollectorGrpc);
    databases.postgresUrl().ifPresent(url -> userManager.put("database_url", url));
    JsonObject dataCollector =
        new JsonObject().put("user_manager_grpc", "127.0.0.1:" + userManagerGrpc);
    databases
        .mongoUrl()
        .ifPresent(
            url ->
                dataCollector
                    .put("mongo_url", url)
                    .put("flights_retention_days", EMBEDDED_RETENTION_DAYS));
    return bothOf(
        deploy(new UserManagerVerticle(), userManager),
        deploy(new DataCollectorVerticle(), dataCollector));
  }

  private Future<String> deploy(Deployable service, JsonObject json) {
    return vertx
        .deployVerticle(service, new DeploymentOptions().setConfig(json))
        .onSuccess(services::add);
  }

  /**
   * Waits for both, also when one fails: Vert.x must not be closed while it deploys, and the
   * problems of both are told at once.
   */
  private static Future<Void> bothOf(Future<String> userManager, Future<String> dataCollector) {
    return Future.join(userManager, dataCollector)
        .<Void>mapEmpty()
        .recover(
            first ->
                userManager.failed() && dataCollector.failed()
                    ? Future.failedFuture(
                        StartFailure.both(userManager.cause(), dataCollector.cause()))
                    : Future.failedFuture(first));
  }

  ListeningPorts ports() {
    return ListeningPorts.of(vertx);
  }

  /** Ends the services in good order, and only then the emulator they may still be reading from. */
  Future<Void> stop() {
    return Future.join(services.stream().map(vertx::undeploy).toList())
        .eventually(vertx::close)
        .mapEmpty();
  }
}
