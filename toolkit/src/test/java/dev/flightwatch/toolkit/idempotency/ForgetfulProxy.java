package dev.flightwatch.toolkit.idempotency;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A TCP proxy that can drop connections silently, as a router does that loses its table: no byte
 * passes any more, and neither side gets a FIN or RST.
 */
public final class ForgetfulProxy {
  private final NetClient client;
  private final NetServer server;
  private final int target;
  private final List<AtomicBoolean> connectionIsForgotten = new ArrayList<>();

  public ForgetfulProxy(Vertx vertx, int target) throws Exception {
    this.target = target;
    client = vertx.createNetClient();
    server = vertx.createNetServer().connectHandler(this::connect);
    server.listen(0, "127.0.0.1").await(5, TimeUnit.SECONDS);
  }

  public int port() {
    return server.actualPort();
  }

  /** Drops all open connections, and returns their number. New connections pass. */
  public synchronized int forget() {
    connectionIsForgotten.forEach(forgotten -> forgotten.set(true));
    return connectionIsForgotten.size();
  }

  private synchronized void connect(NetSocket here) {
    AtomicBoolean forgotten = new AtomicBoolean();
    connectionIsForgotten.add(forgotten);
    here.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(
            there -> {
              pass(here, there, forgotten);
              pass(there, here, forgotten);
              here.resume();
            });
  }

  private static void pass(NetSocket from, NetSocket to, AtomicBoolean forgotten) {
    from.handler(bytes -> (forgotten.get() ? Future.succeededFuture() : to.write(bytes)).mapEmpty())
        .closeHandler(v -> (forgotten.get() ? Future.succeededFuture() : to.close()).mapEmpty());
  }
}
