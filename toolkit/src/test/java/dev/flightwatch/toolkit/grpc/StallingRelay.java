package dev.flightwatch.toolkit.grpc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A relay before a peer, which accepts every connection and sends nothing until it has a target;
 * then it forwards new connections. Connections that were silent or frozen stay so.
 */
final class StallingRelay {
  private final NetServer server;
  private final NetClient client;
  private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
  private volatile int target;
  private volatile int accepted;

  private StallingRelay(Vertx vertx) {
    server = vertx.createNetServer().connectHandler(this::accept);
    client = vertx.createNetClient();
  }

  static StallingRelay silent(Vertx vertx) throws Exception {
    StallingRelay relay = new StallingRelay(vertx);
    relay.server.listen(0, "127.0.0.1").await(5, TimeUnit.SECONDS);
    return relay;
  }

  static StallingRelay forwarding(Vertx vertx, int target) throws Exception {
    StallingRelay relay = silent(vertx);
    relay.forwardTo(target);
    return relay;
  }

  int port() {
    return server.actualPort();
  }

  int accepted() {
    return accepted;
  }

  void forwardTo(int port) {
    target = port;
  }

  /** Forwards nothing more over the open connections, and keeps them open. */
  void freeze() {
    sockets.forEach(NetSocket::pause);
  }

  /** Closes the open connections. */
  void hangUp() {
    sockets.forEach(NetSocket::close);
  }

  private synchronized void accept(NetSocket near) {
    accepted++;
    near.pause();
    if (target > 0) {
      client
          .connect(target, "127.0.0.1")
          .onSuccess(far -> join(near, far))
          .onFailure(refused -> near.close());
    }
  }

  private void join(NetSocket near, NetSocket far) {
    sockets.addAll(List.of(near, far));
    near.handler(far::write).closeHandler(closed -> far.close());
    far.handler(near::write).closeHandler(closed -> near.close());
    near.resume();
  }

  Future<Void> close() {
    return Future.join(server.close(), client.close()).mapEmpty();
  }
}
