package dev.flightwatch.usermanager;

import static dev.flightwatch.usermanager.config.UserManagerSettings.DATA_COLLECTOR_GRPC;
import static dev.flightwatch.usermanager.config.UserManagerSettings.MANAGEMENT_PORT;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.Deployment;
import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.toolkit.service.RootVerticle;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** The user manager. */
public final class UserManagerVerticle extends RootVerticle {
  @Override
  public Future<?> start() {
    Config config = UserManagerSettings.loadService(config());
    Bus bus = Bus.of(vertx);
    List<HealthCheck> checks =
        new ArrayList<>(
            List.of(
                UserManagerHealth.check(bus, "database"),
                UserManagerHealth.check(bus, "migrations"),
                peer("data_collector", config.get(DATA_COLLECTOR_GRPC))));
    checks.addAll(grpcChecks(config));
    List<Deployment> chain =
        List.of(
            Deployment.service(UserServiceVerticle::new),
            new Deployment(UserManagerGrpcVerticle::new, config.get(GrpcSettings.INSTANCES)),
            new Deployment(UserManagerHttpVerticle::new, config.get(HttpSettings.INSTANCES)));
    return deploy(config, "user-manager", MANAGEMENT_PORT, checks, chain);
  }
}
