package dev.flightwatch.testkit.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/** The connection of a client and its connection to the server. Belongs to one event loop. */
final class ProxiedConnection {
  private final FaultProxy proxy;
  private final NetSocket client;
  private final NetSocket server;
  private final Direction requests;
  private final Direction responses;
  private boolean loseResponse;

  ProxiedConnection(FaultProxy proxy, NetSocket client, NetSocket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
    this.requests = new Direction(client, server);
    this.responses = new Direction(server, client);
    // A reset is expected; the close handler is called after it.
    client.handler(this::request).closeHandler(v -> end()).exceptionHandler(reset -> {});
    server.handler(this::response).closeHandler(v -> end()).exceptionHandler(reset -> {});
    // Nothing is read before the proxy calls resume.
    stall();
  }

  private void request(Buffer chunk) {
    loseResponse |= proxy.losesResponseTo(chunk);
    requests.forward(chunk);
  }

  private void response(Buffer chunk) {
    if (loseResponse) {
      reset();
      proxy.responseLost();
    } else {
      responses.forward(chunk);
    }
  }

  private void end() {
    proxy.ended(this);
    client.close();
    server.close();
  }

  void stall() {
    requests.stall();
    responses.stall();
  }

  void resume() {
    requests.resume();
    responses.resume();
  }

  /** Closes both connections with a reset. */
  void reset() {
    resetOnClose(client);
    resetOnClose(server);
    end();
  }

  private static void resetOnClose(NetSocket socket) {
    Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
  }
}
