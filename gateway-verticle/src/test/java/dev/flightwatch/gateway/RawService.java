package dev.flightwatch.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A service that shows the bytes it receives, and sends the same response to each request. */
final class RawService {
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final NetServer server;

  RawService(Vertx vertx, String response) throws Exception {
    server =
        vertx
            .createNetServer()
            .connectHandler(socket -> accept(socket, response))
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
  }

  private void accept(NetSocket socket, String response) {
    socket.handler(
        bytes -> {
          received.add(bytes.toString("ISO-8859-1"));
          socket.write(response);
        });
  }

  int port() {
    return server.actualPort();
  }

  /** Waits for a request, and returns it in lower case. */
  String awaitRequest() throws InterruptedException {
    return String.valueOf(received.poll(30, TimeUnit.SECONDS)).toLowerCase(Locale.ROOT);
  }
}
