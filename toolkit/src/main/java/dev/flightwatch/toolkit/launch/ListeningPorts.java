package dev.flightwatch.toolkit.launch;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import java.util.OptionalInt;

/**
 * The ports that the servers of one Vert.x instance listen on. Port 0 in the configuration becomes
 * a free port, which is looked up here by the name of the server.
 */
public record ListeningPorts(LocalMap<String, Integer> serverToPort) {
  public static ListeningPorts of(Vertx vertx) {
    return new ListeningPorts(vertx.sharedData().getLocalMap(ListeningPorts.class.getName()));
  }

  /** Records the port of a server, such as {@code shop http}; returns whether it is a new one. */
  public boolean taken(String server, int port) {
    return !Integer.valueOf(port).equals(serverToPort.put(server, port));
  }

  /** Returns the port of a server; empty before it listens. */
  public OptionalInt port(String server) {
    Integer port = serverToPort.get(server);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }
}
