package dev.flightwatch.usermanager;

import static dev.flightwatch.usermanager.config.UserManagerSettings.DATA_COLLECTOR_GRPC;
import static dev.flightwatch.usermanager.config.UserManagerSettings.MANAGEMENT_PORT;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.Deployment;
import dev.flightwatch.toolkit.launch.DeploymentChain;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.toolkit.management.ManagementServer;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The user manager: deploys the service verticle, then the API layer. A stop happens in reverse
 * order: the service becomes unready, the API layer completes its requests, and the service
 * verticle ends its work.
 */
public final class UserManagerVerticle extends VerticleBase {
  private static final Duration MANAGEMENT_DRAIN = Duration.ofSeconds(1);

  private Config config;
  private ManagementServer management;

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "UserManagerVerticle", "http_instances or grpc_instances");
    config = UserManagerSettings.loadService(config());
    return openManagement().compose(v -> deployAll());
  }

  private Future<ManagementServer> openManagement() {
    Bus bus = Bus.of(vertx);
    List<HealthCheck> checks =
        new ArrayList<>(
            List.of(
                UserManagerHealth.check(bus, "database"),
                UserManagerHealth.check(bus, "migrations"),
                dataCollector()));
    GrpcSettings.redis(vertx, config)
        .ifPresent(redis -> checks.add(HealthCheck.optional("redis", redis::ping)));
    return ManagementServer.open(
            vertx,
            "user-manager",
            config.get(StartSettings.BIND_ADDRESS),
            config.get(MANAGEMENT_PORT),
            checks)
        .recover(PortVariable.named(MANAGEMENT_PORT))
        .onSuccess(opened -> management = opened);
  }

  private HealthCheck dataCollector() {
    HostAndPort peer = config.get(DATA_COLLECTOR_GRPC);
    return HealthCheck.peer(vertx, "data_collector", peer.host(), peer.port());
  }

  private Future<Void> deployAll() {
    return DeploymentChain.deploy(
        vertx,
        config(),
        List.of(
            Deployment.service(UserServiceVerticle::new),
            new Deployment(UserManagerGrpcVerticle::new, config.get(GrpcSettings.INSTANCES)),
            new Deployment(UserManagerHttpVerticle::new, config.get(HttpSettings.INSTANCES)),
            management.readiness()));
  }

  @Override
  public Future<?> stop() {
    return management == null ? Future.succeededFuture() : management.close(MANAGEMENT_DRAIN);
  }
}
