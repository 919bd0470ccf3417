package dev.flightwatch.toolkit.launch;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;

/**
 * How far a service of one Vert.x instance has come, so that all of its doors tell it alike. A
 * service of which nobody keeps account, such as a door deployed alone, serves.
 */
public final class ServiceState {
  /** Before, while and after a service takes requests. */
  public enum Phase implements Shareable {
    STARTING,
    SERVING,
    STOPPING
  }

  private final LocalMap<String, Phase> serviceToPhase;
  private final String service;

  private ServiceState(LocalMap<String, Phase> serviceToPhase, String service) {
    this.serviceToPhase = serviceToPhase;
    this.service = service;
  }

  /**
   * The state of the service that a door belongs to.
   *
   * @param door its name, such as {@code user-manager grpc}, of which the service is the first word
   */
  public static ServiceState of(Vertx vertx, String door) {
    return new ServiceState(
        vertx.sharedData().getLocalMap(ServiceState.class.getName()), door.split(" ")[0]);
  }

  public Phase phase() {
    return serviceToPhase.getOrDefault(service, Phase.SERVING);
  }

  public void enter(Phase phase) {
    serviceToPhase.put(service, phase);
  }

  /** Keeps account no longer. */
  public void forget() {
    serviceToPhase.remove(service);
  }
}
