package dev.flightwatch.toolkit.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.shareddata.Shareable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections of proxies in this process to servers in it, such as the gateway's. The
 * servers trust them without a setting, and no other connection of this machine. Safe for use by
 * any thread.
 */
public final class ProxyConnections implements Shareable {
  /** Both ends of a connection, which no other one has at the same time. */
  private record Ends(String client, String server) {
    static Ends of(SocketAddress client, SocketAddress server) {
      return new Ends(text(client), text(server));
    }

    private static String text(SocketAddress end) {
      return end == null ? "" : end.hostAddress() + " " + end.port();
    }
  }

  private final Set<Ends> open = ConcurrentHashMap.newKeySet();

  ProxyConnections() {}

  /** Returns the connections of a Vert.x instance. */
  public static ProxyConnections of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, ProxyConnections>getLocalMap(ProxyConnections.class.getName())
        .computeIfAbsent("connections", key -> new ProxyConnections());
  }

  /** Adds a connection of a proxy's client until it is closed. */
  public void opened(HttpConnection connection) {
    Ends ends = Ends.of(connection.localAddress(), connection.remoteAddress());
    open.add(ends);
    connection.closeHandler(closed -> open.remove(ends));
  }

  boolean contains(HttpConnection ofServer) {
    return !open.isEmpty()
        && open.contains(Ends.of(ofServer.remoteAddress(), ofServer.localAddress()));
  }
}
