package dev.flightwatch.toolkit.grpc;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.HashSet;
import java.util.Set;

/** The connections of a gRPC server, all on one event loop. */
final class GrpcConnections {
  private final int max;
  private final Set<Channel> open = new HashSet<>();

  GrpcConnections(int max) {
    this.max = max;
  }

  /**
   * Called when a connection has sent HTTP/2's preface or an HTTP/1 request, and again when it is
   * upgraded from HTTP/1 to HTTP/2.
   */
  void opened(HttpConnection connection) {
    Channel channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    if (open.size() >= max && !open.contains(channel)) {
      connection.close();
      return;
    }
    if (open.add(channel)) {
      channel.closeFuture().addListener(closed -> open.remove(channel));
    }
    if (channel.pipeline().get(Http2ConnectionHandler.class) != null) {
      // Vert.x flushes each response by itself, and the system calls take a third of a call's time.
      // Responses of a connection that are ready at the same moment are flushed together.
      channel
          .pipeline()
          .addFirst(
              new FlushConsolidationHandler(
                  FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
    }
  }
}
