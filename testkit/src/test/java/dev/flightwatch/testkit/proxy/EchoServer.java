package dev.flightwatch.testkit.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that records each chunk it receives and sends it back. */
final class EchoServer {
  final List<String> received = new CopyOnWriteArrayList<>();
  private final NetServer server;

  EchoServer(Vertx vertx) {
    server =
        vertx
            .createNetServer()
            .connectHandler(
                socket ->
                    socket
                        .exceptionHandler(reset -> {})
                        .handler(
                            chunk -> {
                              received.add(chunk.toString());
                              socket.write(Buffer.buffer("echo " + chunk));
                            }));
    server.listen(0, "127.0.0.1").await();
  }

  int port() {
    return server.actualPort();
  }
}
