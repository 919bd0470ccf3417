package dev.flightwatch.toolkit.launch;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;

/**
 * The phase of a service in one Vert.x instance, shared by all of its servers. The phase of an
 * unknown service, such as that of a verticle deployed alone, is SERVING.
 */
public record ServiceState(LocalMap<String, Phase> serviceToPhase, String service) {
  /** The phases before, while and after a service accepts requests. */
  public enum Phase implements Shareable {
    STARTING,
    SERVING,
    STOPPING
  }

  /**
   * Returns the state of the service that a server belongs to.
   *
   * @param server the name of the server, such as {@code shop grpc}; its first word is the service
   */
  public static ServiceState of(Vertx vertx, String server) {
    return new ServiceState(
        vertx.sharedData().getLocalMap(ServiceState.class.getName()), server.split(" ")[0]);
  }

  public Phase phase() {
    return serviceToPhase.getOrDefault(service, Phase.SERVING);
  }

  public void enter(Phase phase) {
    serviceToPhase.put(service, phase);
  }
}
