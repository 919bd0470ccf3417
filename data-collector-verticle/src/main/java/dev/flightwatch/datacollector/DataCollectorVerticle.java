package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.MANAGEMENT_PORT;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.USER_MANAGER_GRPC;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.Deployment;
import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.toolkit.service.RootVerticle;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** The data collector. */
public final class DataCollectorVerticle extends RootVerticle {
  @Override
  public Future<?> start() {
    Config config = DataCollectorSettings.loadService(config());
    Bus bus = Bus.of(vertx);
    List<HealthCheck> checks =
        new ArrayList<>(
            List.of(
                DataCollectorHealth.database(bus),
                peer("user_manager", config.get(USER_MANAGER_GRPC)),
                DataCollectorHealth.openSky(bus)));
    OpenAccess.warn(config).ifPresent(checks::add);
    checks.addAll(grpcChecks(config));
    List<Deployment> chain =
        List.of(
            Deployment.service(FlightServiceVerticle::new),
            Deployment.service(CollectionServiceVerticle::new),
            Deployment.service(InterestServiceVerticle::new),
            new Deployment(DataCollectorGrpcVerticle::new, config.get(GrpcSettings.INSTANCES)),
            new Deployment(DataCollectorHttpVerticle::new, config.get(HttpSettings.INSTANCES)));
    return deploy(config, "data-collector", MANAGEMENT_PORT, checks, chain);
  }
}
