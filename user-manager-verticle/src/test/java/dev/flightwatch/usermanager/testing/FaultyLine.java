package dev.flightwatch.usermanager.testing;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP line to a server, which can be stalled, cut and mended. */
public final class FaultyLine {
  private final Vertx vertx;
  private final NetClient client;
  private final int target;
  private final Set<NetSocket> callers = ConcurrentHashMap.newKeySet();
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private NetServer server;
  private int port;
  private volatile boolean stalled;

  public FaultyLine(Vertx vertx, int target) {
    this.vertx = vertx;
    this.client = vertx.createNetClient();
    this.target = target;
    mend();
  }

  /** A line to the database at the address, and the address by way of the line. */
  public static FaultyLine to(Vertx vertx, String url) {
    return new FaultyLine(vertx, URI.create(url).getPort());
  }

  public String url(String url) {
    return url.replace(":" + target + "/", ":" + port + "/");
  }

  /** How many callers are connected. */
  public int callers() {
    return callers.size();
  }

  private void connect(NetSocket caller) {
    callers.add(caller);
    caller.closeHandler(v -> callers.remove(caller));
    join(caller);
    caller.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(
            upstream -> {
              join(upstream);
              caller.closeHandler(
                  v -> {
                    callers.remove(caller);
                    upstream.close();
                  });
              upstream.closeHandler(v -> caller.close());
              caller.handler(upstream::write);
              upstream.handler(caller::write);
              if (!stalled) {
                caller.resume();
              }
            })
        .onFailure(failure -> caller.close());
  }

  private void join(NetSocket socket) {
    sockets.add(socket);
    if (stalled) {
      socket.pause();
    }
  }

  /** Connections stay open, and nothing goes through. */
  public void stall() {
    stalled = true;
    sockets.forEach(NetSocket::pause);
  }

  /** Connections are refused. */
  public void cut() {
    server.close().await();
    callers.forEach(NetSocket::close);
  }

  /** All goes through again. */
  public void mend() {
    if (stalled) {
      stalled = false;
      sockets.forEach(NetSocket::resume);
      return;
    }
    server = vertx.createNetServer().connectHandler(this::connect);
    port = server.listen(port, "127.0.0.1").await().actualPort();
  }
}
