package dev.flightwatch.standalone;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.DataCollectorOptions;
import dev.flightwatch.datacollector.DataCollectorVerticle;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.Transfer;
import dev.flightwatch.embedded.opensky.EmulatedAccount;
import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.embedded.opensky.TrafficPlan;
import dev.flightwatch.gateway.GatewayVerticle;
import dev.flightwatch.gateway.config.GatewaySettings;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.launch.ObservedVertx;
import dev.flightwatch.toolkit.launch.StartAttempts;
import dev.flightwatch.toolkit.launch.StartFailure;
import dev.flightwatch.usermanager.UserManagerVerticle;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Both services, the gateway, and optionally the OpenSky emulator, in one Vert.x instance. */
final class Flightwatch {
  /** Recordings end this long before the start, so that a poll finds their last flights. */
  private static final Duration RECORDINGS_END_AGO = Duration.ofMinutes(10);

  /** More than any use. */
  private static final int EMULATED_CREDITS = 2_000_000_000;

  /** Service name in traces and metrics. Each span names its verticle, and thereby the service. */
  private static final String NAME = "flightwatch";

  private final Vertx vertx;
  private final Config config;
  private final EmbeddedDatabases databases;
  private final Queue<String> services = new ConcurrentLinkedQueue<>();
  private volatile boolean isEmulated;

  Flightwatch(Vertx vertx, Config config, EmbeddedDatabases databases) {
    this.vertx = requireNonNull(vertx);
    this.config = requireNonNull(config);
    this.databases = requireNonNull(databases);
  }

  /** Returns the builder of the Vert.x instance; fails when the tracing settings are invalid. */
  static VertxBuilder vertx() {
    return ObservedVertx.builder(new VertxOptions(), new JsonObject(), NAME);
  }

  /** Starts the emulator. Services that are started later read flights from it only. */
  Future<OpenSkyEmulator> startEmulator(Optional<Path> recordings) {
    EmulatorOptions generated =
        EmulatorOptions.defaults()
            .withAccount(EmulatedAccount.standard().withDailyCredits(EMULATED_CREDITS));
    EmulatorOptions options =
        recordings
            .map(f -> generated.withTraffic(new TrafficPlan.Replayed(f, RECORDINGS_END_AGO)))
            .orElse(generated);
    return new OpenSkyEmulator(vertx, options)
        .listen()
        .onSuccess(
            emulator -> {
              System.setProperty("opensky_api_url", emulator.apiUrl());
              System.setProperty("opensky_token_url", emulator.tokenUrl());
              System.setProperty("opensky_client_id", options.account().clientId());
              System.setProperty("opensky_client_secret", options.account().clientSecret());
              isEmulated = true;
            });
  }

  /** Deploys both services and the gateway, each configured with the addresses of the others. */
  Future<Void> startServices() {
    JsonObject userManager =
        JsonObject.of("data_collector_grpc", address(DataCollectorSettings.GRPC_PORT));
    databases.postgres().ifPresent(server -> userManager.put("database_url", server.url()));
    JsonObject dataCollector =
        JsonObject.of("user_manager_grpc", address(UserManagerSettings.GRPC_PORT));
    databases.mongo().ifPresent(server -> dataCollector.put("mongo_url", server.url()));
    if (isEmulated) {
      // No limit, so that the history of a followed airport is complete soon.
      dataCollector.put("opensky_daily_credits", 0);
    }
    JsonObject gateway =
        JsonObject.of(
            "user_manager_http", address(UserManagerSettings.HTTP_PORT),
            "data_collector_http", address(DataCollectorSettings.HTTP_PORT));
    JsonObject reached =
        JsonObject.of(
            "public_url",
            "http://localhost:" + Overrides.fixedPort(config, GatewaySettings.HTTP_PORT));
    return awaitAll(
        List.of(
            deploy(new UserManagerVerticle(), userManager.mergeIn(reached)),
            deploy(new DataCollectorVerticle(), dataCollector.mergeIn(reached)),
            deploy(new GatewayVerticle(), gateway.mergeIn(reached))));
  }

  /** Copies the embedded MongoDB-compatible database to a server. */
  Future<Void> transfer(URI server) {
    Config collector = Config.loadAmong(new JsonObject(), DataCollectorSettings.SETTINGS.all());
    return Future.all(
            mongo(URI.create(databases.mongo().orElseThrow().url()), collector),
            mongo(server, collector))
        .compose(
            both -> new Transfer(both.resultAt(0), both.resultAt(1), System.out::println).run());
  }

  private Future<MongoDatabase> mongo(URI url, Config collector) {
    return DataCollectorOptions.database(
        vertx,
        DataCollectorOptions.mongo(collector, url),
        new StartAttempts(1, Duration.ZERO),
        "--to",
        opened -> Future.succeededFuture());
  }

  private String address(Setting<Integer> port) {
    return "127.0.0.1:" + Overrides.fixedPort(config, port);
  }

  private Future<String> deploy(Deployable service, JsonObject json) {
    return vertx
        .deployVerticle(service, new DeploymentOptions().setConfig(json))
        .onSuccess(services::add);
  }

  /**
   * Waits for all even when one fails: Vert.x must not be closed while it deploys verticles, and
   * the problems of all of them are reported together.
   */
  private static Future<Void> awaitAll(List<Future<String>> deployments) {
    return Future.join(deployments)
        .<Void>mapEmpty()
        .recover(
            first ->
                Future.failedFuture(
                    deployments.stream()
                        .filter(Future::failed)
                        .map(Future::cause)
                        .reduce(StartFailure::merge)
                        .orElse(first)));
  }

  ListeningPorts ports() {
    return ListeningPorts.of(vertx);
  }

  /** Stops the services gracefully, and then the emulator, which they may still be reading from. */
  Future<Void> stop() {
    return Future.join(services.stream().map(vertx::undeploy).toList())
        .eventually(vertx::close)
        .mapEmpty();
  }
}
