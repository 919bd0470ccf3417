package dev.flightwatch.gateway;

import static dev.flightwatch.gateway.config.GatewaySettings.DATA_COLLECTOR_HTTP;
import static dev.flightwatch.gateway.config.GatewaySettings.MANAGEMENT_PORT;
import static dev.flightwatch.gateway.config.GatewaySettings.USER_MANAGER_HTTP;

import dev.flightwatch.gateway.config.GatewaySettings;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.Deployment;
import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.toolkit.service.RootVerticle;
import io.vertx.core.Future;
import java.util.List;

/**
 * The gateway. It is ready without either service, because it still serves the other one and its
 * own pages.
 */
public final class GatewayVerticle extends RootVerticle {
  @Override
  public Future<?> start() {
    Config config = GatewaySettings.load(config());
    List<HealthCheck> checks =
        List.of(
            peer("user_manager", config.get(USER_MANAGER_HTTP)),
            peer("data_collector", config.get(DATA_COLLECTOR_HTTP)));
    List<Deployment> chain =
        List.of(new Deployment(GatewayHttpVerticle::new, config.get(HttpSettings.INSTANCES)));
    return deploy(config, "gateway", MANAGEMENT_PORT, checks, chain);
  }
}
