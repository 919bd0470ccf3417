package dev.flightwatch.datacollector.testing;

import static dev.flightwatch.datacollector.testing.Waiting.await;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server that can be cut, and on which bytes can get lost in silence. */
public final class TcpProxy {
  private final Vertx vertx;
  private final NetClient client;
  private final int serverPort;
  private final List<NetSocket> open = new CopyOnWriteArrayList<>();
  private NetServer listener;
  private int port;

  private TcpProxy(Vertx vertx, int serverPort) {
    this.vertx = vertx;
    this.client = vertx.createNetClient();
    this.serverPort = serverPort;
  }

  /** A way to the server of an address on this host. */
  public static TcpProxy to(Vertx vertx, String url) {
    TcpProxy proxy = new TcpProxy(vertx, URI.create(url).getPort());
    proxy.restore();
    return proxy;
  }

  public String mongoUrl() {
    return "mongodb://127.0.0.1:" + port + "/";
  }

  /** Listens again, where it did before. */
  public void restore() {
    listener =
        await(
            vertx
                .createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(port))
                .connectHandler(this::pass)
                .listen());
    port = listener.actualPort();
  }

  private void pass(NetSocket caller) {
    caller.pause();
    client
        .connect(serverPort, "127.0.0.1")
        .onFailure(away -> caller.close())
        .onSuccess(
            server -> {
              open.addAll(List.of(caller, server));
              caller.handler(server::write).closeHandler(v -> server.close());
              server.handler(caller::write).closeHandler(v -> caller.close());
              caller.resume();
            });
  }

  /** Refuses connections, and ends those there are. */
  public void cut() {
    await(listener.close());
    open.forEach(NetSocket::close);
    open.clear();
  }

  /** From now on, nothing gets through on the connections there are; new ones are served. */
  public void loseConnections() {
    open.forEach(NetSocket::pause);
    open.clear();
  }

  /** Neither the connections there are nor new ones are served, and nobody is told. */
  public void stall() {
    listener.close();
    loseConnections();
    listener =
        await(
            vertx
                .createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(port))
                .connectHandler(NetSocket::pause)
                .listen());
  }
}
