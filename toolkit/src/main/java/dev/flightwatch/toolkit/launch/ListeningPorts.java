package dev.flightwatch.toolkit.launch;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import java.util.OptionalInt;

/**
 * The ports that the doors of one Vert.x instance have taken, by door, so that whoever asked for
 * port 0 can learn which one it became.
 */
public final class ListeningPorts {
  private final LocalMap<String, Integer> doorToPort;

  private ListeningPorts(Vertx vertx) {
    doorToPort = vertx.sharedData().getLocalMap(ListeningPorts.class.getName());
  }

  public static ListeningPorts of(Vertx vertx) {
    return new ListeningPorts(vertx);
  }

  /** Notes the port of a door such as {@code user-manager http}. */
  public void taken(String door, int port) {
    doorToPort.put(door, port);
  }

  /** The port of a door; empty before it listens. */
  public OptionalInt port(String door) {
    Integer port = doorToPort.get(door);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }
}
