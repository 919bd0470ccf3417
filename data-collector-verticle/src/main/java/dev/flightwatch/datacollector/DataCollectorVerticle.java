package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.MANAGEMENT_PORT;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.USER_MANAGER_GRPC;
import static dev.flightwatch.toolkit.launch.StartSettings.BIND_ADDRESS;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The root verticle of the data collector. It opens the management server and deploys the service
 * verticles, then the API layer. A stop goes in the reverse order.
 */
public final class DataCollectorVerticle extends VerticleBase {
  private static final Duration MANAGEMENT_DRAIN = Duration.ofSeconds(1);

  private Config config;
  private ManagementServer management;

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "DataCollectorVerticle", "http_instances or grpc_instances");
    config = DataCollectorSettings.loadService(config());
    return openManagement().compose(v -> deployAll());
  }

  private Future<ManagementServer> openManagement() {
    Bus bus = Bus.of(vertx);
    List<HealthCheck> checks =
        new ArrayList<>(
            List.of(
                DataCollectorHealth.database(bus),
                userManager(),
                DataCollectorHealth.openSky(bus)));
    GrpcSettings.redis(vertx, config)
        .ifPresent(redis -> checks.add(HealthCheck.optional("redis", redis::ping)));
    return ManagementServer.open(
            vertx, "data-collector", config.get(BIND_ADDRESS), config.get(MANAGEMENT_PORT), checks)
        .recover(PortVariable.named(MANAGEMENT_PORT))
        .onSuccess(opened -> management = opened);
  }

  private HealthCheck userManager() {
    HostAndPort peer = config.get(USER_MANAGER_GRPC);
    return HealthCheck.peer(vertx, "user_manager", peer.host(), peer.port());
  }

  private Future<Void> deployAll() {
    return DeploymentChain.deploy(
        vertx,
        config(),
        List.of(
            Deployment.service(FlightServiceVerticle::new),
            Deployment.service(CollectionServiceVerticle::new),
            Deployment.service(InterestServiceVerticle::new),
            Deployment.service(CollectionTimerVerticle::new),
            new Deployment(DataCollectorGrpcVerticle::new, config.get(GrpcSettings.INSTANCES)),
            new Deployment(DataCollectorHttpVerticle::new, config.get(HttpSettings.INSTANCES)),
            management.readiness()));
  }

  @Override
  public Future<?> stop() {
    return management == null ? Future.succeededFuture() : management.close(MANAGEMENT_DRAIN);
  }
}
