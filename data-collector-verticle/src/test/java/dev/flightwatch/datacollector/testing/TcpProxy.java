package dev.flightwatch.datacollector.testing;

import static dev.flightwatch.datacollector.testing.Waiting.await;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A way to a server that can be cut, stalled, and on which connections can die in silence. */
public final class TcpProxy {
  private final Vertx vertx;
  private final NetClient client;
  private final int serverPort;
  private final List<NetSocket> open = new ArrayList<>();
  private final List<NetSocket> waiting = new ArrayList<>();
  private NetServer listener;
  private int port;
  private boolean stalled;

  private TcpProxy(Vertx vertx, int serverPort) {
    this.vertx = vertx;
    this.client = vertx.createNetClient();
    this.serverPort = serverPort;
  }

  /** A way to the server of an address on this host. */
  public static TcpProxy to(Vertx vertx, String url) {
    TcpProxy proxy = new TcpProxy(vertx, URI.create(url).getPort());
    proxy.listen();
    return proxy;
  }

  public String mongoUrl() {
    return "mongodb://127.0.0.1:" + port + "/";
  }

  /** Listens, after a cut where it did before. */
  public void listen() {
    listener =
        await(
            vertx
                .createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(port))
                .connectHandler(this::accept)
                .listen());
    port = listener.actualPort();
  }

  private synchronized void accept(NetSocket caller) {
    caller.pause();
    if (stalled) {
      waiting.add(caller);
    } else {
      pass(caller);
    }
  }

  private void pass(NetSocket caller) {
    client
        .connect(serverPort, "127.0.0.1")
        .onFailure(away -> caller.close())
        .onSuccess(server -> join(caller, server));
  }

  private synchronized void join(NetSocket caller, NetSocket server) {
    open.addAll(List.of(caller, server));
    caller.handler(server::write).closeHandler(v -> server.close());
    server.handler(caller::write).closeHandler(v -> caller.close());
    if (stalled) {
      server.pause();
    } else {
      caller.resume();
    }
  }

  /** Refuses connections, and ends those there are. */
  public void cut() {
    await(listener.close());
    forgetConnections();
  }

  private synchronized void forgetConnections() {
    open.clear();
  }

  /** From now on, nothing gets through on the connections there are; new ones are served. */
  public synchronized void loseConnections() {
    open.forEach(NetSocket::pause);
    open.clear();
  }

  /** Nothing gets through, and nobody is told. */
  public synchronized void stall() {
    stalled = true;
    open.forEach(NetSocket::pause);
  }

  /** What was held up goes on its way. */
  public synchronized void goOn() {
    stalled = false;
    open.forEach(NetSocket::resume);
    waiting.forEach(this::pass);
    waiting.clear();
  }
}
