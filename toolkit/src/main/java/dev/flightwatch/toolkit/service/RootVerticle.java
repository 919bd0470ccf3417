package dev.flightwatch.toolkit.service;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.grpc.PeerRefusals;
import dev.flightwatch.toolkit.launch.Deployment;
import dev.flightwatch.toolkit.launch.DeploymentChain;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.toolkit.management.ManagementServer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The root verticle of a service. It opens the management server and deploys the service verticles,
 * then the API layer. A stop goes in the reverse order: the service becomes unready, the API layer
 * completes its requests, and the service verticles end their work.
 */
public abstract class RootVerticle extends ServerVerticle {
  private static final Duration MANAGEMENT_DRAIN = Duration.ofSeconds(1);

  /**
   * Opens the management server and deploys the service.
   *
   * @param service name of the service
   * @param checks the health checks
   * @param chain the verticles, in the order of their start
   */
  protected final Future<Void> deploy(
      Config config,
      String service,
      Setting<Integer> managementPort,
      List<HealthCheck> checks,
      List<Deployment> chain) {
    SingleInstance.require(context, getClass().getSimpleName(), "http_instances or grpc_instances");
    String host = config.get(StartSettings.BIND_ADDRESS);
    return serve(
            ManagementServer.open(vertx, service, host, config.get(managementPort), checks),
            managementPort,
            management -> management.close(MANAGEMENT_DRAIN))
        .compose(management -> deploy(chain, management.readiness()));
  }

  private Future<Void> deploy(List<Deployment> chain, Deployment readiness) {
    List<Deployment> all = new ArrayList<>(chain);
    all.add(readiness);
    return DeploymentChain.deploy(vertx, config(), all);
  }

  /**
   * Returns the health checks of a service with a gRPC API: that of a configured Redis, and the
   * warning of an open API.
   */
  protected final List<HealthCheck> grpcChecks(Config config) {
    return Stream.of(
            GrpcSettings.redis(vertx, config)
                .map(redis -> HealthCheck.optional("redis", redis::ping)),
            GrpcSettings.openAccess(config)
                .map(warning -> HealthCheck.warning("grpc_access", warning)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Returns an optional health check of whether a peer accepts connections, and this caller. */
  protected final HealthCheck peer(String name, HostAndPort peer) {
    HealthCheck connects = HealthCheck.peer(vertx, name, peer.host(), peer.port());
    PeerRefusals refusals = PeerRefusals.of(vertx);
    return HealthCheck.optional(
        name, () -> connects.probe().get().compose(up -> refusals.check(peer)));
  }
}
