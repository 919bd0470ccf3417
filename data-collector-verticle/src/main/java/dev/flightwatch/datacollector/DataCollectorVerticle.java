package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.MANAGEMENT_PORT;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.USER_MANAGER_GRPC;
import static dev.flightwatch.toolkit.launch.StartSettings.BIND_ADDRESS;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.Deployment;
import dev.flightwatch.toolkit.launch.DeploymentChain;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.toolkit.management.ManagementServer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole data collector: deploys its owners, then its doors, and opens the management port. The
 * only verticle that knows the others.
 */
public final class DataCollectorVerticle extends VerticleBase {
  private static final Duration MANAGEMENT_DRAIN = Duration.ofSeconds(1);

  private ManagementServer management;
  private MongoDatabase probed;

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "DataCollectorVerticle", "http_instances or grpc_instances");
    Config config = DataCollectorSettings.loadService(config());
    return openManagement(config).compose(v -> deployAll(config));
  }

  private Future<Void> openManagement(Config config) {
    probed = MongoDatabase.open(vertx, DataCollectorOptions.mongo(config));
    NetClient probeClient = vertx.createNetClient(new NetClientOptions().setConnectTimeout(800));
    HostAndPort userManager = config.get(USER_MANAGER_GRPC);
    List<HealthCheck> checks =
        new ArrayList<>(
            List.of(
                new HealthCheck("database", true, () -> probed.ping().mapEmpty()),
                HealthCheck.peer(
                    probeClient, "user_manager", userManager.host(), userManager.port()),
                new HealthCheck("opensky", false, () -> DataCollectorHealth.probe(Bus.of(vertx)))));
    GrpcSettings.redis(vertx, config)
        .ifPresent(redis -> checks.add(HealthCheck.optional("redis", redis::ping)));
    return ManagementServer.open(
            vertx, "data-collector", config.get(BIND_ADDRESS), config.get(MANAGEMENT_PORT), checks)
        .onSuccess(opened -> management = opened)
        .recover(PortVariable.named(MANAGEMENT_PORT))
        .mapEmpty();
  }

  private Future<Void> deployAll(Config config) {
    return DeploymentChain.deploy(
        vertx,
        config(),
        List.of(
            Deployment.service(FlightServiceVerticle::new),
            Deployment.service(CollectionServiceVerticle::new),
            Deployment.service(InterestServiceVerticle::new),
            Deployment.service(CollectionTimerVerticle::new),
            Deployment.api(DataCollectorGrpcVerticle::new, config.get(GrpcSettings.INSTANCES)),
            Deployment.api(DataCollectorHttpVerticle::new, config.get(HttpSettings.INSTANCES)),
            management.readiness()));
  }

  @Override
  public Future<?> stop() {
    return management.close(MANAGEMENT_DRAIN).compose(v -> probed.close());
  }
}
